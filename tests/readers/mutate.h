// Files with one field changed, always the same for the same seed.
#ifndef WEIGHBRIDGE_TESTS_READERS_MUTATE_H_
#define WEIGHBRIDGE_TESTS_READERS_MUTATE_H_

#include <cstddef>
#include <cstdint>
#include <vector>

namespace weighbridge::tests {

// One change to a file, as damage or somebody with bad intentions would make it: a bit, a field with a telling number,
// an address of another structure, a stretch of zeros, the end cut off. In every second one the checksums of HDF5's
// newer structures are right again.
[[nodiscard]] std::vector<std::byte> mutate(std::vector<std::byte> image, std::uint64_t seed);

}  // namespace weighbridge::tests

#endif  // WEIGHBRIDGE_TESTS_READERS_MUTATE_H_
