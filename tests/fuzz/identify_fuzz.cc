// Any bytes at all: identify answers, and neither crashes nor hangs.
#include "bytes_of.h"
#include "container/identify.h"
#include "io/block_cache.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto memory = weighbridge::tests::source_of(data, size);
  weighbridge::io::BlockCache cache(memory);
  const auto found = weighbridge::container::identify(cache);
  if (!found || found->size_bytes != size) __builtin_trap();
  return 0;
}
