// What HDF5's own library says of the HDF5 bytes of a file, and so h5py and Keras. The analysis does without it:
// whoever can ask the library (weighbridge/inspector.h) hands its answers over, at once or later.
#ifndef WEIGHBRIDGE_INSPECTION_H_
#define WEIGHBRIDGE_INSPECTION_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "weighbridge/byte_source.h"
#include "weighbridge/result.h"

namespace weighbridge {

enum class InspectionAnswer {
  opens,
  refused,
  crashed,  // the process or the WebAssembly module that asked died
  hung,     // it was ended after a long time without a sign of life
};

// The report's ids.
[[nodiscard]] constexpr std::string_view id_of(InspectionAnswer answer) {
  switch (answer) {
    case InspectionAnswer::opens:
      return "opens";
    case InspectionAnswer::refused:
      return "refused";
    case InspectionAnswer::crashed:
      return "crashed";
    case InspectionAnswer::hung:
      return "hung";
  }
  return "opens";
}

struct Inspection {
  std::string library;  // "HDF5 1.14"
  InspectionAnswer answer = InspectionAnswer::opens;
  std::string words;  // of `refused`: its reason in one readable phrase ("bad object header version number")
  // Refused for nothing but its missing end ("truncated file: eof = ..."): with zeros in place of that it opens.
  bool only_cut = false;

  bool operator==(const Inspection&) const = default;
};

// Does it keep anybody from reading what is there?
[[nodiscard]] inline bool is_trouble(const Inspection& inspection) {
  return inspection.answer != InspectionAnswer::opens && !inspection.only_cut;
}

// Asked of every file's HDF5 part before it is listed. `file`: which of the group's files, 0 of a file alone.
// `claimed_end`: where the superblock says that the file ends, absolute in `source`; 0: nowhere. None: not known (yet).
// Fails only if `source` does.
using Inspect =
    std::function<Result<std::optional<Inspection>>(std::size_t file, ByteSource& source, std::uint64_t claimed_end)>;

}  // namespace weighbridge

#endif  // WEIGHBRIDGE_INSPECTION_H_
