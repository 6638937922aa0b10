// A hash of places in a file: addresses are multiples of 8, and numbers of blocks follow each other.
#ifndef WEIGHBRIDGE_BASE_ADDRESS_HASH_H_
#define WEIGHBRIDGE_BASE_ADDRESS_HASH_H_

#include <cstddef>
#include <cstdint>

namespace weighbridge {

// Where std::size_t has 4 bytes, libc++ takes a hash made for texts, which was a tenth of a walk's time in the module.
struct AddressHash {
  [[nodiscard]] std::size_t operator()(std::uint64_t address) const {
    // Fibonacci hashing (Knuth, The Art of Computer Programming 3, 6.4).
    return static_cast<std::size_t>((address * 0x9e3779b97f4a7c15u) >> 32);
  }
};

}  // namespace weighbridge

#endif  // WEIGHBRIDGE_BASE_ADDRESS_HASH_H_
