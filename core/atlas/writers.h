// Names that the Keras which wrote a file did not have: whoever used them meant code of his own.
#ifndef WEIGHBRIDGE_ATLAS_WRITERS_H_
#define WEIGHBRIDGE_ATLAS_WRITERS_H_

#include <optional>
#include <string_view>

#include "atlas/atlas.h"

namespace weighbridge::atlas {

// One after the other, both included.
struct Releases {
  Release first, last;
};

// Those that may have written a file, as its report names them ("tf.keras", "2.15.0", "2.15.1"). None where that is not
// known, or where it is older or newer than all that were asked.
[[nodiscard]] std::optional<Releases> releases_between(std::string_view package, std::string_view from,
                                                       std::string_view to);

// Whether the release finds it by its name.
[[nodiscard]] bool finds(Kind kind, std::string_view name, Release release);
// Whether any of them has it, found by its name or not.
[[nodiscard]] bool had(Kind kind, std::string_view name, Releases writers);

}  // namespace weighbridge::atlas

#endif  // WEIGHBRIDGE_ATLAS_WRITERS_H_
