// Names that the Keras which wrote a file did not have: whoever used them meant code of his own.
#ifndef WEIGHBRIDGE_ATLAS_WRITERS_H_
#define WEIGHBRIDGE_ATLAS_WRITERS_H_

#include <compare>
#include <optional>
#include <string_view>

#include "atlas/atlas.h"

namespace weighbridge::atlas {

// One after the other, both included.
struct Releases {
  Release first, last;
};

struct Minor {
  int major_number, minor_number;
  auto operator<=>(const Minor&) const = default;
};
// Those that may have written a file, of a package as its report names it ("tf.keras"). None for another package, or
// where they are older or newer than all that were asked.
[[nodiscard]] std::optional<Releases> releases_between(std::string_view package, Minor from, Minor to);

// Whether the release finds it by its name.
[[nodiscard]] bool finds(Kind kind, std::string_view name, Release release);
// Whether any of them has it, found by its name or not.
[[nodiscard]] bool had(Kind kind, std::string_view name, Releases writers);

}  // namespace weighbridge::atlas

#endif  // WEIGHBRIDGE_ATLAS_WRITERS_H_
