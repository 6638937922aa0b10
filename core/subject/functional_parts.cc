#include "subject/functional_parts.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace weighbridge {

// A functional model lists its InputLayer, a Sequential leaves it out (keras/src/models/sequential.py, layers).
FunctionalParts::FunctionalParts(const keras::Checkpoint& checkpoint) {
  constexpr std::string_view kLayers = "/layers/";
  for (const Layer& layer : checkpoint.layers) {
    const std::size_t at = layer.path.rfind('/');
    if (layer.class_name != "InputLayer" || at == std::string::npos) continue;
    std::string prefix = layer.path.substr(0, at + 1);
    if (prefix.ends_with(kLayers)) prefixes_.push_back(std::move(prefix));
  }
}

bool FunctionalParts::hold(const Layer& layer) const {
  return std::ranges::any_of(prefixes_, [&](const std::string& prefix) { return layer.path.starts_with(prefix); });
}

}  // namespace weighbridge
