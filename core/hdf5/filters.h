// The filters that every h5py brings, undone without HDF5: HDF5 lets a deflated chunk grow without bounds.
#ifndef WEIGHBRIDGE_HDF5_FILTERS_H_
#define WEIGHBRIDGE_HDF5_FILTERS_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "weighbridge/result.h"

namespace weighbridge::hdf5 {

// One filter of a dataset's pipeline, by its registered number.
struct Filter {
  int id = 0;
  std::vector<unsigned> parameters;
};

inline constexpr int kDeflateFilter = 1;
inline constexpr int kShuffleFilter = 2;
inline constexpr int kFletcher32Filter = 3;
inline constexpr int kSzipFilter = 4;
inline constexpr int kNbitFilter = 5;
inline constexpr int kScaleOffsetFilter = 6;
inline constexpr int kLzfFilter = 32000;  // h5py's own

// "gzip", "shuffle", ... or "filter 32001".
[[nodiscard]] std::string filter_name(int id);
// Can undo_filters undo it?
[[nodiscard]] bool is_known_filter(int id);

// From a chunk as it is stored to its values: the filters are undone from the last to the first, but those whose bit is
// set in `mask`. `size_bytes`: what the chunk must have in the end; nothing grows beyond it by more than a checksum.
[[nodiscard]] Result<std::vector<std::byte>> undo_filters(std::vector<std::byte> stored,
                                                          std::span<const Filter> filters, std::uint32_t mask,
                                                          std::size_t size_bytes);

}  // namespace weighbridge::hdf5

#endif  // WEIGHBRIDGE_HDF5_FILTERS_H_
