// Layers that the modules of keras.applications define for themselves. They are Keras' own, but in no table of layers.
#ifndef WEIGHBRIDGE_ATLAS_APPLICATION_LAYERS_H_
#define WEIGHBRIDGE_ATLAS_APPLICATION_LAYERS_H_

#include <string_view>

#include "atlas/atlas.h"

namespace weighbridge::atlas {

struct ApplicationLayer {
  std::string_view class_name;
  std::string_view module;      // below keras.src
  int tensorflow_since;         // minor of TensorFlow 2; Keras 3 and tf_keras always had them
  std::string_view registered;  // the name under which TensorFlow's Keras and tf_keras find it; Keras 3 registers none
};

// By the name of the class, or the one that it is registered under; nullptr for any other.
[[nodiscard]] const ApplicationLayer* application_layer(std::string_view name);
// The same where the module that a config names is its own ("keras.src.applications.convnext").
[[nodiscard]] const ApplicationLayer* application_layer_in(std::string_view module, std::string_view class_name);
// Whether that release finds it without being told, by the name that it is registered under.
[[nodiscard]] bool is_registered(const ApplicationLayer& layer, Release release);

}  // namespace weighbridge::atlas

#endif  // WEIGHBRIDGE_ATLAS_APPLICATION_LAYERS_H_
