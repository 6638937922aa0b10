// What becomes of HDF5's signature when a file is taken for text on its way.
#ifndef WEIGHBRIDGE_CONTAINER_MANGLED_SIGNATURE_H_
#define WEIGHBRIDGE_CONTAINER_MANGLED_SIGNATURE_H_

#include <string_view>

#include "container/identification.h"

namespace weighbridge::container {

struct MangledSignature {
  std::string_view bytes;
  Mangling mangling;
};

// The form that `file` begins with, or that stands anywhere in `front` (of an archive with an HDF5 member); null if
// none does.
[[nodiscard]] const MangledSignature* mangled_signature_at_start(std::string_view file);
[[nodiscard]] const MangledSignature* mangled_signature_within(std::string_view front);

}  // namespace weighbridge::container

#endif  // WEIGHBRIDGE_CONTAINER_MANGLED_SIGNATURE_H_
