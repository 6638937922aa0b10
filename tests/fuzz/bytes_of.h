// What libFuzzer hands over, as a source of bytes.
#ifndef WEIGHBRIDGE_TESTS_FUZZ_BYTES_OF_H_
#define WEIGHBRIDGE_TESTS_FUZZ_BYTES_OF_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "io/memory_source.h"

namespace weighbridge::tests {

[[nodiscard]] inline io::MemorySource source_of(const std::uint8_t* data, std::size_t size) {
  const auto* first = reinterpret_cast<const std::byte*>(data);
  return io::MemorySource(std::vector<std::byte>(first, first + size));
}

}  // namespace weighbridge::tests

#endif  // WEIGHBRIDGE_TESTS_FUZZ_BYTES_OF_H_
