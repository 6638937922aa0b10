// Every layer of an architecture, with those that models, wrappers and recurrent layers hold.
#ifndef WEIGHBRIDGE_LOADERS_CONFIG_EACH_LAYER_H_
#define WEIGHBRIDGE_LOADERS_CONFIG_EACH_LAYER_H_

#include <functional>
#include <string_view>

#include "base/json.h"

namespace weighbridge::loaders {

inline constexpr int kMostLayersInLayers = 40;

inline void each_layer(json::Value layer, const std::function<void(json::Value)>& visit, int depth = 0) {
  if (depth > kMostLayersInLayers || !layer.is_object()) return;
  visit(layer);
  const json::Value config = layer["config"];
  const auto look = [&](json::Value part) { each_layer(part, visit, depth + 1); };
  (config.is_array() ? config : config["layers"]).each_element(look);
  config["cells"].each_element(look);
  for (const std::string_view key : {"layer", "backward_layer", "cell"}) look(config[key]);
}

}  // namespace weighbridge::loaders

#endif  // WEIGHBRIDGE_LOADERS_CONFIG_EACH_LAYER_H_
