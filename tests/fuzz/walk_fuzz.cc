// Any bytes taken for HDF5, by the reader of our own: it lists what there is within its budget.
#include "bytes_of.h"
#include "hdf5/walk/walk.h"

namespace {

using weighbridge::hdf5::walk::Budget;

weighbridge::Result<weighbridge::hdf5::Tree> list(weighbridge::ByteSource& source) {
  // A part of what a real file may cost, so that many inputs are tried.
  Budget budget(std::uint64_t{32} << 20, std::uint64_t{16} << 20);
  return weighbridge::hdf5::walk::walk_tree(source, {}, budget);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto source = weighbridge::tests::source_of(data, size);
  const auto tree = list(source);
  if (tree && tree->available_bytes != size) __builtin_trap();
  return 0;
}
