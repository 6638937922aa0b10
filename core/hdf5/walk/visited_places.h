// Which nodes of one tree were read already: a node that comes again is a loop.
#ifndef WEIGHBRIDGE_HDF5_WALK_VISITED_PLACES_H_
#define WEIGHBRIDGE_HDF5_WALK_VISITED_PLACES_H_

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <unordered_set>

namespace weighbridge::hdf5::walk {

// Nearly every tree has a node or two, and every group has a tree: the first ones take no memory of their own.
class VisitedPlaces {
 public:
  // False where `address` was given before.
  [[nodiscard]] bool is_new(std::uint64_t address) {
    const auto end = first_.begin() + static_cast<std::ptrdiff_t>(count_);
    if (std::find(first_.begin(), end, address) != end) return false;
    if (count_ == first_.size()) return others_.insert(address).second;
    first_[count_++] = address;
    return true;
  }

 private:
  std::array<std::uint64_t, 8> first_{};
  std::size_t count_ = 0;
  std::unordered_set<std::uint64_t> others_;
};

}  // namespace weighbridge::hdf5::walk

#endif  // WEIGHBRIDGE_HDF5_WALK_VISITED_PLACES_H_
