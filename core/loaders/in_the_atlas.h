// Which of the releases in the atlas speaks for a generation of loaders.
#ifndef WEIGHBRIDGE_LOADERS_IN_THE_ATLAS_H_
#define WEIGHBRIDGE_LOADERS_IN_THE_ATLAS_H_

#include <optional>

#include "atlas/atlas.h"
#include "loaders/generation.h"
#include "revival/revive.h"

namespace weighbridge::loaders {

[[nodiscard]] inline revival::Loader in_the_atlas(const Generation& loader) {
  const int major_number = loader.to.major_number;
  const int minor_number = loader.to.minor_number;
  if (loader.is_keras_3()) return {atlas::Family::keras_3, major_number, minor_number};
  // The first tf_keras is the code of TensorFlow 2.15.
  const bool is_beside = loader.package == Package::tf_keras && minor_number > 15;
  if (is_beside) return {atlas::Family::tf_keras, major_number, minor_number};
  return {loader.is_standalone() ? atlas::Family::keras : atlas::Family::tf_dot_keras, major_number, minor_number};
}

// The release that speaks for it; none for what is older than all that were asked.
[[nodiscard]] inline std::optional<atlas::Release> release_of(const Generation& loader) {
  const revival::Loader asked = in_the_atlas(loader);
  return atlas::release_for(asked.family, asked.major_number, asked.minor_number);
}

}  // namespace weighbridge::loaders

#endif  // WEIGHBRIDGE_LOADERS_IN_THE_ATLAS_H_
