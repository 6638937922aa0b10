// The dataspace message: the shape of a dataset or an attribute.
#ifndef WEIGHBRIDGE_HDF5_WALK_MESSAGES_DATASPACE_H_
#define WEIGHBRIDGE_HDF5_WALK_MESSAGES_DATASPACE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "weighbridge/result.h"

namespace weighbridge::hdf5::walk {

struct Dataspace {
  std::vector<std::uint64_t> shape;
  std::vector<std::uint64_t>
      most;  // as large as it may grow; as many as dimensions, or none; UINT64_MAX: without limit
  bool is_null = false;
};

// Format specification 3.0, IV.A.2.b "The Dataspace Message".
[[nodiscard]] Result<Dataspace> decode_dataspace(std::span<const std::byte> body, std::size_t length_bytes);

// The product; none where it is more than `most`.
[[nodiscard]] std::optional<std::uint64_t> product_up_to(std::span<const std::uint64_t> shape, std::uint64_t most);

}  // namespace weighbridge::hdf5::walk

#endif  // WEIGHBRIDGE_HDF5_WALK_MESSAGES_DATASPACE_H_
