// The table of loaders, read: its newest rows, and its versions in words. What the verdict and the answers to pasted
// messages share.
#ifndef WEIGHBRIDGE_KERAS_RELEASES_LOADER_ROWS_H_
#define WEIGHBRIDGE_KERAS_RELEASES_LOADER_ROWS_H_

#include <span>
#include <string>
#include <string_view>

#include "weighbridge/report.h"

namespace weighbridge::keras {

inline constexpr std::string_view kLoadModel = "load_model(path)";
inline constexpr std::string_view kLoadWeights = "model.load_weights(path)";

// "Keras 3.6.0 to 3.14.1", "tf.keras of TensorFlow 2.15.0", "Keras 2.2.4 or later"; "" when nothing is known.
[[nodiscard]] std::string in_words(const VersionRange& versions);

// Keras counts on in its nightly builds: what of the row is released, and whether anything is.
[[nodiscard]] bool is_released(const LoaderPrediction& row);
[[nodiscard]] VersionRange released_part(VersionRange versions);

// Rows of one call and package, of different versions, that say the same.
[[nodiscard]] bool say_the_same(const LoaderPrediction& a, const LoaderPrediction& b);

// The row of the newest released Keras; null where the table has none.
[[nodiscard]] const LoaderPrediction* newest_release(std::span<const LoaderPrediction> loaders, std::string_view call);

// " As it is, it loads with load_model in tf_keras 2.15.0 to 2.21.0.", with what to mind there: the newest versions
// whose `call` loads the file, released Keras 3 before tf_keras, TensorFlow and nightly builds. "" if there are none.
[[nodiscard]] std::string where_it_loads(std::span<const LoaderPrediction> loaders, std::string_view call);

// Versions of Keras 3 whose `call` returns without an error and leaves values out, the newest ones; null where there
// are none.
[[nodiscard]] const LoaderPrediction* silent_keras_3(std::span<const LoaderPrediction> loaders, std::string_view call);

}  // namespace weighbridge::keras

#endif  // WEIGHBRIDGE_KERAS_RELEASES_LOADER_ROWS_H_
