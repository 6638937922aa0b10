// Puts the checksums of HDF5's newer structures right after something in them was changed.
#ifndef WEIGHBRIDGE_TESTS_READERS_SEAL_H_
#define WEIGHBRIDGE_TESTS_READERS_SEAL_H_

#include <cstddef>
#include <span>

namespace weighbridge::tests {

// Of every superblock, object header, fractal heap header, version 2 B-tree header and array header in `image` whose
// size can be known from itself, in files whose addresses and lengths have 8 bytes.
void seal(std::span<std::byte> image);

}  // namespace weighbridge::tests

#endif  // WEIGHBRIDGE_TESTS_READERS_SEAL_H_
