// How a value lies in the file and what it is called, apart from how that was found out.
#ifndef WEIGHBRIDGE_HDF5_FILE_TYPE_H_
#define WEIGHBRIDGE_HDF5_FILE_TYPE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "hdf5/node.h"

namespace weighbridge::hdf5 {

// How the bytes of one element are read. `none`: they are not.
enum class Coding { none, signed_integer, unsigned_integer, floating, fixed_string, variable_string };

struct FileType {
  Type type;
  Coding coding = Coding::none;
  bool ends_at_nul = false;  // fixed_string: the first NUL ends it
  char filler = '\0';        // fixed_string: dropped at the end
};

// The name of a floating-point format whose parts lie without gaps, sign first; empty for those that have none here:
// float8 of any kind, x87's 80 bits.
[[nodiscard]] std::string_view float_name(std::size_t size_bytes, std::size_t exponent_bits, std::size_t mantissa_bits,
                                          std::uint64_t bias);

// The value of one element. None where it does not fit (an unsigned one above 2^63 - 1).
[[nodiscard]] std::optional<std::int64_t> decode_integer(const FileType& type, std::span<const std::byte> bytes);
[[nodiscard]] double decode_float(const FileType& type, std::span<const std::byte> bytes);
// Without its padding; made valid UTF-8, whatever character set the file claims: Keras writes UTF-8 and calls it ASCII.
[[nodiscard]] std::string decode_fixed_string(const FileType& type, std::span<const std::byte> bytes);

}  // namespace weighbridge::hdf5

#endif  // WEIGHBRIDGE_HDF5_FILE_TYPE_H_
