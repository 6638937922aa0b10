#include "loaders/generation.h"

#include <array>

namespace weighbridge::loaders {
namespace {

// A boundary stands where some prediction of this folder changes; the code there says why. Versions before
// TensorFlow 1.8 are left out: they wrote and read what standalone Keras 2.0 to 2.1 did. Every minor is one, for each
// has other classes and arguments (core/atlas). 3.16 is not released: what is said of it was asked of the
// nightly build 3.16.0.dev2026102704 (keras::kNewestRelease).
constexpr std::array kGenerations = {
    Generation{Package::keras, {0, 1, 0}, {0, 3, 3}},
    Generation{Package::keras, {1, 0, 0}, {1, 2, 2}},
    Generation{Package::keras, {2, 0, 0}, {2, 0, 9}},
    Generation{Package::keras, {2, 1, 0}, {2, 1, 4}},
    Generation{Package::keras, {2, 1, 5}, {2, 1, 6}},
    Generation{Package::keras, {2, 2, 0}, {2, 2, 2}},
    Generation{Package::keras, {2, 2, 3}, {2, 2, 4}},
    Generation{Package::keras, {2, 2, 5}, {2, 2, 5}},
    Generation{Package::keras, {2, 3, 0}, {2, 3, 1}},
    Generation{Package::keras, {3, 0, 0}, {3, 0, 1}},
    Generation{Package::keras, {3, 0, 2}, {3, 0, 5}},
    Generation{Package::keras, {3, 1, 0}, {3, 1, 1}},
    Generation{Package::keras, {3, 2, 0}, {3, 2, 1}},
    Generation{Package::keras, {3, 3, 0}, {3, 3, 2}},
    Generation{Package::keras, {3, 3, 3}, {3, 3, 3}},
    Generation{Package::keras, {3, 4, 0}, {3, 4, 1}},
    Generation{Package::keras, {3, 5, 0}, {3, 5, 0}},
    Generation{Package::keras, {3, 6, 0}, {3, 6, 0}},
    Generation{Package::keras, {3, 7, 0}, {3, 7, 0}},
    Generation{Package::keras, {3, 8, 0}, {3, 8, 0}},
    Generation{Package::keras, {3, 9, 0}, {3, 9, 2}},
    Generation{Package::keras, {3, 10, 0}, {3, 10, 0}},
    Generation{Package::keras, {3, 11, 0}, {3, 11, 3}},
    Generation{Package::keras, {3, 12, 0}, {3, 12, 0}},
    Generation{Package::keras, {3, 12, 1}, {3, 12, 1}},
    Generation{Package::keras, {3, 12, 2}, {3, 12, 2}},
    Generation{Package::keras, {3, 12, 3}, {3, 12, 4}},
    Generation{Package::keras, {3, 13, 0}, {3, 13, 1}},
    Generation{Package::keras, {3, 13, 2}, {3, 13, 2}},
    Generation{Package::keras, {3, 14, 0}, {3, 14, 0}},
    Generation{Package::keras, {3, 14, 1}, {3, 14, 1}},
    Generation{Package::keras, {3, 15, 0}, {3, 15, 0}},
    Generation{Package::keras, {3, 15, 1}, {3, 15, 1}},
    Generation{Package::keras, keras::kNightly, keras::kNightly},
    Generation{Package::tf_dot_keras, {1, 8, 0}, {1, 12, 3}},
    Generation{Package::tf_dot_keras, {1, 13, 0}, {1, 13, 2}},
    Generation{Package::tf_dot_keras, {1, 14, 0}, {1, 14, 0}},
    Generation{Package::tf_dot_keras, {1, 15, 0}, {1, 15, 5}},
    Generation{Package::tf_dot_keras, {2, 0, 0}, {2, 0, 4}},
    Generation{Package::tf_dot_keras, {2, 1, 0}, {2, 1, 4}},
    Generation{Package::tf_dot_keras, {2, 2, 0}, {2, 2, 3}},
    Generation{Package::tf_dot_keras, {2, 3, 0}, {2, 3, 4}},
    Generation{Package::tf_dot_keras, {2, 4, 0}, {2, 4, 4}},
    Generation{Package::tf_dot_keras, {2, 5, 0}, {2, 5, 3}},
    Generation{Package::tf_dot_keras, {2, 6, 0}, {2, 6, 5}},
    Generation{Package::tf_dot_keras, {2, 7, 0}, {2, 7, 4}},
    Generation{Package::tf_dot_keras, {2, 8, 0}, {2, 8, 4}},
    Generation{Package::tf_dot_keras, {2, 9, 0}, {2, 9, 3}},
    Generation{Package::tf_dot_keras, {2, 10, 0}, {2, 10, 1}},
    Generation{Package::tf_dot_keras, {2, 11, 0}, {2, 11, 1}},
    Generation{Package::tf_dot_keras, {2, 12, 0}, {2, 12, 1}},
    Generation{Package::tf_dot_keras, {2, 13, 0}, {2, 13, 1}},
    Generation{Package::tf_dot_keras, {2, 14, 0}, {2, 14, 1}},
    Generation{Package::tf_dot_keras, {2, 15, 0}, {2, 15, 1}},
    Generation{Package::tf_keras, {2, 15, 0}, {2, 15, 1}},
    Generation{Package::tf_keras, {2, 16, 0}, {2, 16, 0}},
    Generation{Package::tf_keras, {2, 17, 0}, {2, 17, 0}},
    Generation{Package::tf_keras, {2, 18, 0}, {2, 18, 0}},
    Generation{Package::tf_keras, {2, 19, 0}, {2, 19, 0}},
    Generation{Package::tf_keras, {2, 20, 0}, {2, 20, 1}},
    Generation{Package::tf_keras, {2, 21, 0}, {2, 21, 0}},
};

}  // namespace

std::string_view package_id(Package package) {
  switch (package) {
    case Package::keras:
      return "keras";
    case Package::tf_dot_keras:
      return "tf.keras";
    case Package::tf_keras:
      return "tf_keras";
  }
  return "keras";
}

std::span<const Generation> generations() { return kGenerations; }

}  // namespace weighbridge::loaders
