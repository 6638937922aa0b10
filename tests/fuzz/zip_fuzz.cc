// Any bytes taken for an archive: the directory is read and every member opened, without harm.
#include "bytes_of.h"
#include "container/zip/zip.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto memory = weighbridge::tests::source_of(data, size);
  const auto directory = weighbridge::container::read_zip_directory(memory);
  if (!directory) return 0;
  for (const auto& member : directory->members) {
    const auto opened = weighbridge::container::open_member(memory, member);
    if (opened && opened->stored && opened->source->size_bytes() > size) __builtin_trap();
  }
  return 0;
}
