#include "readers/mutate.h"

#include <algorithm>
#include <array>
#include <random>
#include <string_view>

#include "base/little_endian.h"
#include "readers/seal.h"

namespace weighbridge::tests {

namespace {

using Image = std::vector<std::byte>;

constexpr std::array<std::uint64_t, 10> kTelling{0, 1, 2, 7, 0x7f, 0xff, 0x8000, 0x7fff'ffff, UINT32_MAX, UINT64_MAX};
constexpr std::array<std::string_view, 12> kSignatures{"TREE", "SNOD", "HEAP", "GCOL", "OHDR", "OCHK",
                                                       "FRHP", "FHDB", "BTHD", "BTLF", "FAHD", "EAHD"};

class Mutation {
 public:
  Mutation(Image& image, std::uint64_t seed) : image_(image), random_(seed) {}

  void apply() {
    switch (below(8)) {
      case 0:
        return flip();
      case 1:
        return put(place(), std::uint64_t{1} << below(4), kTelling[below(kTelling.size())]);
      case 2:
        return put(place(), std::uint64_t{1} << below(4), random_());
      case 3:
        return put(aligned_place(), 8, structure());  // a structure in another role, or in a second one
      case 4:
        return put(aligned_place(), 8, little_endian(image_, aligned_place(), 8));
      case 5:
        return nudge();
      case 6:
        return zero();
      default:
        image_.resize(below(image_.size()) + 1);
    }
  }

 private:
  std::size_t below(std::size_t end) { return end == 0 ? 0 : static_cast<std::size_t>(random_() % end); }
  // Structure gathers at the beginning of most files.
  std::size_t place() { return below(below(2) == 0 ? std::min<std::size_t>(image_.size(), 4096) : image_.size()); }
  std::size_t aligned_place() { return place() & ~std::size_t{7}; }

  void put(std::size_t at, std::uint64_t size, std::uint64_t value) {
    for (std::size_t i = 0; i < size && at + i < image_.size(); ++i)
      image_[at + i] = static_cast<std::byte>(value >> (8 * i));
  }
  void flip() { image_[place()] ^= static_cast<std::byte>(1u << below(8)); }
  void nudge() {
    const std::size_t at = place();
    put(at, 2, little_endian(image_, at, 2) + (below(2) == 0 ? 1 : UINT64_MAX));
  }
  void zero() {
    const std::size_t at = aligned_place();
    const std::size_t size = std::min(image_.size() - at, std::size_t{8} << below(10));
    std::fill_n(image_.begin() + static_cast<std::ptrdiff_t>(at), size, std::byte{0});
  }
  // Where a structure of some kind stands; 0 where there is none.
  std::uint64_t structure() {
    const std::string_view signature = kSignatures[below(kSignatures.size())];
    const auto* first = reinterpret_cast<const std::byte*>(signature.data());
    std::vector<std::uint64_t> found;
    for (auto at = image_.begin();; ++at) {
      at = std::search(at, image_.end(), first, first + signature.size());
      if (at == image_.end()) break;
      found.push_back(static_cast<std::uint64_t>(at - image_.begin()));
    }
    return found.empty() ? 0 : found[below(found.size())];
  }

  Image& image_;
  std::mt19937_64 random_;
};

}  // namespace

Image mutate(Image image, std::uint64_t seed) {
  if (image.empty()) return image;
  Mutation(image, seed).apply();
  if (seed % 2 == 0) seal(image);
  return image;
}

}  // namespace weighbridge::tests
