// HDF5 files read by the reader of our own.
#include <cstddef>
#include <cstdint>
#include <vector>

#include "hdf5/walk/walk.h"
#include "io/memory_source.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto* bytes = reinterpret_cast<const std::byte*>(data);
  weighbridge::io::MemorySource source(std::vector<std::byte>(bytes, bytes + size));
  // A part of what a real file may cost, so that many inputs are tried.
  weighbridge::hdf5::walk::Budget budget(std::uint64_t{32} << 20, std::uint64_t{16} << 20);
  (void)weighbridge::hdf5::walk::walk_tree(source, {}, budget);
  return 0;
}
