// What the attribute `keras_version` (of metadata.json in archives) says about the writer.
#ifndef WEIGHBRIDGE_KERAS_KERAS_VERSION_H_
#define WEIGHBRIDGE_KERAS_KERAS_VERSION_H_

#include <string_view>

#include "weighbridge/report.h"

namespace weighbridge::keras {

// The string names different things in different eras: standalone Keras, tf.keras by a number of its own ("2.2.4-tf",
// "2.4.0"), tf.keras by TensorFlow's (2.5 to 2.15), tf_keras (2.16 and later), Keras 3. The package is "unknown" if it
// is no version at all.
[[nodiscard]] VersionRange range_of_keras_version(std::string_view keras_version);

}  // namespace weighbridge::keras

#endif  // WEIGHBRIDGE_KERAS_KERAS_VERSION_H_
