// What a value in the file is: the name the report shows, and how its bytes are to be read.
#ifndef WEIGHBRIDGE_HDF5_TYPE_H_
#define WEIGHBRIDGE_HDF5_TYPE_H_

#include <hdf5.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "hdf5/node.h"
#include "weighbridge/result.h"

namespace weighbridge::hdf5 {

// How the bytes of one element are read. `none`: they are not.
enum class Coding { none, signed_integer, unsigned_integer, floating, fixed_string, variable_string };

struct FileType {
  Type type;
  Coding coding = Coding::none;
  bool ends_at_nul = false;  // fixed_string: the first NUL ends it
  char filler = '\0';        // fixed_string: dropped at the end
};

// `address_bytes`: of the file; it decides how large a reference to a variable-length string is.
[[nodiscard]] Result<FileType> read_type(hid_t type, std::size_t address_bytes);

// The value of one element. None where it does not fit (an unsigned one above 2^63 - 1).
[[nodiscard]] std::optional<std::int64_t> decode_integer(const FileType& type, std::span<const std::byte> bytes);
[[nodiscard]] double decode_float(const FileType& type, std::span<const std::byte> bytes);
// Without its padding; made valid UTF-8, whatever character set the file claims: Keras writes UTF-8 and calls it ASCII.
[[nodiscard]] std::string decode_fixed_string(const FileType& type, std::span<const std::byte> bytes);

}  // namespace weighbridge::hdf5

#endif  // WEIGHBRIDGE_HDF5_TYPE_H_
