// The loaders that are told apart: ranges of released versions within which loading behaves the same.
#ifndef WEIGHBRIDGE_LOADERS_GENERATION_H_
#define WEIGHBRIDGE_LOADERS_GENERATION_H_

#include <span>
#include <string_view>

#include "keras/versions.h"

namespace weighbridge::loaders {

using keras::Version;

// `tf.keras` counts TensorFlow's versions.
enum class Package { keras, tf_dot_keras, tf_keras };
[[nodiscard]] std::string_view package_id(Package package);

struct Generation {
  Package package{};
  Version from;
  Version to;

  [[nodiscard]] constexpr bool is_keras_3() const { return package == Package::keras && from.major_number == 3; }
  // Keras up to 2.3.1: the package of its own before it moved into TensorFlow.
  [[nodiscard]] constexpr bool is_standalone() const { return package == Package::keras && from.major_number < 3; }
  [[nodiscard]] constexpr bool is_tensorflow() const { return package != Package::keras; }
  // Of Keras' own versions. False for the other packages.
  [[nodiscard]] constexpr bool keras_since(int major_number, int minor_number, int patch = 0) const {
    return package == Package::keras && from >= Version{major_number, minor_number, patch};
  }
  // Of TensorFlow's versions; tf_keras goes on where tf.keras 2.15 ended.
  [[nodiscard]] constexpr bool tensorflow_since(int major_number, int minor_number) const {
    return package == Package::tf_keras ||
           (package == Package::tf_dot_keras && from >= Version{major_number, minor_number, 0});
  }
  // h5py 3.8 and later with HDF5 1.14 say "Unable to synchronously open"; TensorFlow 2.12 and Keras 3 came with such.
  [[nodiscard]] constexpr bool says_synchronously() const { return is_keras_3() || tensorflow_since(2, 12); }
  // Groups and arrays are looked for by hand, so that no link is followed: keras/src/saving/saving_lib.py,
  // safe_get_h5_group and safe_get_h5_dataset (3.12.2 to 3.12.4, 3.14.1 to 3.15.1; not in 3.12.1, 3.13.2 and 3.14.0).
  [[nodiscard]] constexpr bool looks_by_hand() const {
    return (keras_since(3, 12, 2) && !keras_since(3, 13)) || keras_since(3, 14, 1);
  }
};

// By package, then version; neighbours of one package have no released version between them.
[[nodiscard]] std::span<const Generation> generations();

}  // namespace weighbridge::loaders

#endif  // WEIGHBRIDGE_LOADERS_GENERATION_H_
