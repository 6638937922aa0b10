// Where the links of a new-style group, or the attributes of an object, lie if not in its header.
#ifndef WEIGHBRIDGE_HDF5_WALK_MESSAGES_DENSE_PLACE_H_
#define WEIGHBRIDGE_HDF5_WALK_MESSAGES_DENSE_PLACE_H_

#include <cstddef>
#include <cstdint>
#include <span>

#include "hdf5/walk/file_bytes.h"

namespace weighbridge::hdf5::walk {

struct DensePlace {
  std::uint64_t heap = kNoAddress;
  std::uint64_t name_index = kNoAddress;
};

// Format specification 3.0, IV.A.2.c "The Link Info Message" and IV.A.2.v "The Attribute Info Message". They are alike
// but for the size of a creation order.
inline constexpr std::size_t kLinkOrderBytes = 8, kAttributeOrderBytes = 2;
[[nodiscard]] Result<DensePlace> decode_dense_place(std::span<const std::byte> body, const FileBytes& file,
                                                    std::size_t order_bytes);

}  // namespace weighbridge::hdf5::walk

#endif  // WEIGHBRIDGE_HDF5_WALK_MESSAGES_DENSE_PLACE_H_
