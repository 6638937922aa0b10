// Any bytes taken for an archive: the directory is read and every member opened, without harm.
#include <cstddef>
#include <cstdint>
#include <vector>

#include "container/zip/zip.h"
#include "io/memory_source.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto* first = reinterpret_cast<const std::byte*>(data);
  weighbridge::io::MemorySource memory(std::vector<std::byte>(first, first + size));
  const auto directory = weighbridge::container::read_zip_directory(memory);
  if (!directory) return 0;
  for (const auto& member : directory->members) {
    const auto opened = weighbridge::container::open_member(memory, member);
    if (opened && opened->stored && opened->source->size_bytes() > size) __builtin_trap();
  }
  return 0;
}
