#include "atlas/application_layers.h"

#include <algorithm>
#include <array>

namespace weighbridge::atlas {
namespace {

// keras/applications/*.py of keras 2.6.0, 2.7.0, 2.9.0 to 2.15.0 and tf_keras 2.21.0, keras/src/applications/*.py of
// Keras 3.3.3 to 3.15.1. InceptionResNetV2 had a Lambda before TensorFlow 2.12.
constexpr std::array kLayers = {
    ApplicationLayer{"CustomScaleLayer", "applications.inception_resnet_v2", 12, "Custom>CustomScaleLayer"},
    ApplicationLayer{"LayerScale", "applications.convnext", 10, ""},
    ApplicationLayer{"StochasticDepth", "applications.convnext", 10, ""},
};

}  // namespace

const ApplicationLayer* application_layer(std::string_view name) {
  const auto* found = std::ranges::find_if(kLayers, [&](const ApplicationLayer& layer) {
    return name == layer.class_name || (!name.empty() && name == layer.registered);
  });
  return found == kLayers.end() ? nullptr : found;
}

const ApplicationLayer* application_layer_in(std::string_view module, std::string_view class_name) {
  const ApplicationLayer* layer = application_layer(class_name);
  if (layer == nullptr || !module.ends_with(layer->module)) return nullptr;
  module.remove_suffix(layer->module.size());
  return module == "keras.src." || module == "keras." || module == "tf_keras.src." ? layer : nullptr;
}

bool is_registered(const ApplicationLayer& layer, Release release) {
  const ReleaseFacts facts = facts_of(release);
  if (layer.registered.empty() || facts.family == Family::keras_3 || facts.family == Family::keras) return false;
  return facts.major_number == 2 && facts.minor_number >= layer.tensorflow_since;
}

}  // namespace weighbridge::atlas
