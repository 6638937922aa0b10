#include "subject/functional_parts.h"

#include <string_view>

namespace weighbridge {
namespace {

constexpr std::string_view kLayers = "/layers/";

}  // namespace

// A functional model lists its InputLayer, a Sequential leaves it out (keras/src/models/sequential.py, layers).
FunctionalParts::FunctionalParts(const keras::Checkpoint& checkpoint) {
  for (const Layer& layer : checkpoint.layers) {
    const std::size_t at = layer.path.rfind('/');
    if (layer.class_name != "InputLayer" || at == std::string::npos) continue;
    const std::string_view prefix = std::string_view(layer.path).substr(0, at + 1);
    if (prefix.ends_with(kLayers)) prefixes_.emplace(prefix);
  }
}

bool FunctionalParts::hold(const Layer& layer) const {
  const std::string_view path = layer.path;
  for (std::size_t at = path.find(kLayers); at != std::string_view::npos; at = path.find(kLayers, at + 1)) {
    if (prefixes_.contains(path.substr(0, at + kLayers.size()))) return true;
  }
  return false;
}

}  // namespace weighbridge
