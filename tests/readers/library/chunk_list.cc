#include "readers/library/chunk_list.h"

#include "inspector/error_stack.h"

namespace weighbridge::hdf5::reference {
namespace {

struct Visit {
  std::size_t dimensions;
  const std::function<bool(std::span<const hsize_t>, const StoredChunk&)>& visit;
};

extern "C" int take_chunk(const hsize_t* place, unsigned filter_mask, haddr_t address, hsize_t size, void* data) {
  const auto& visit = *static_cast<const Visit*>(data);
  return visit.visit({place, visit.dimensions}, {address, size, filter_mask}) ? H5_ITER_CONT : H5_ITER_STOP;
}

}  // namespace

Result<void> visit_chunks(hid_t dataset, std::size_t dimensions,
                          const std::function<bool(std::span<const hsize_t> place, const StoredChunk&)>& visit) {
  Visit data{dimensions, visit};
  return check(H5Dchunk_iter(dataset, H5P_DEFAULT, take_chunk, &data));
}

}  // namespace weighbridge::hdf5::reference
