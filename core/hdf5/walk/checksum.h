// The checksum of HDF5's newer structures.
#ifndef WEIGHBRIDGE_HDF5_WALK_CHECKSUM_H_
#define WEIGHBRIDGE_HDF5_WALK_CHECKSUM_H_

#include <cstddef>
#include <cstdint>
#include <span>

namespace weighbridge::hdf5::walk {

// Bob Jenkins' lookup3 with the initial value 0, as H5_checksum_lookup3 computes it (format specification 3.0,
// "checksum" of any field table; H5checksum.c).
[[nodiscard]] std::uint32_t lookup3(std::span<const std::byte> bytes);

// Are the last four bytes the checksum of those before them?
[[nodiscard]] bool ends_with_checksum(std::span<const std::byte> bytes);

// Where one wrong bit explains the wrong checksum at the end of `block`: puts it right. What more than one flip could
// explain is a chance of one in thousands of millions a bit. Costs the square of the size: of large blocks it says no.
[[nodiscard]] bool mend_one_bit(std::span<std::byte> block);

// Whether `block` ends with its checksum as it was read; where it does not, `mends` puts a single wrong bit right.
[[nodiscard]] bool was_right(std::span<std::byte> block, bool mends);

// HDF5's own words for one that is not.
inline constexpr const char* kWrongChecksum = "incorrect metadata checksum";

}  // namespace weighbridge::hdf5::walk

#endif  // WEIGHBRIDGE_HDF5_WALK_CHECKSUM_H_
