// Structures of HDF5's newer formats end in a checksum, so that a change at random is seen at once and nothing behind
// the check is tried.
#include <cstddef>
#include <cstdint>
#include <span>

#include "readers/seal.h"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

// What libFuzzer calls in place of its own changes: those, and three times out of four the checksums with them.
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t most, unsigned seed) {
  const std::size_t changed = LLVMFuzzerMutate(data, size, most);
  if (seed % 4 != 0) weighbridge::tests::seal(std::as_writable_bytes(std::span(data, changed)));
  return changed;
}
