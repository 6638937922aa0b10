// Any bytes at all: identify answers, and neither crashes nor hangs.
#include <cstddef>
#include <cstdint>
#include <vector>

#include "container/identify.h"
#include "io/block_cache.h"
#include "io/memory_source.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto* first = reinterpret_cast<const std::byte*>(data);
  weighbridge::io::MemorySource memory(std::vector<std::byte>(first, first + size));
  weighbridge::io::BlockCache cache(memory);
  const auto found = weighbridge::container::identify(cache);
  if (!found || found->size_bytes != size) __builtin_trap();
  return 0;
}
