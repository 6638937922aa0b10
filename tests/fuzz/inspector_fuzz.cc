// Any bytes taken for HDF5, by HDF5's own library: as much of it as reads files that nobody vouches for.
#include "bytes_of.h"
#include "container/superblock.h"
#include "weighbridge/inspector.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto source = weighbridge::tests::source_of(data, size);
  (void)weighbridge::inspect(source, 0);
  return 0;
}
