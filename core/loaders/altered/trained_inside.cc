#include "loaders/altered/trained_inside.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "keras/tensors.h"

namespace weighbridge::loaders {
namespace {

constexpr std::size_t kMostShown = 3;

// BatchNormalization alone has them, too: of several layers.
bool is_model_with_statistics(const Layer& layer) {
  const auto is_statistic = [](const Tensor& tensor) { return tensor.role == "moving_mean"; };
  return std::ranges::any_of(layer.tensors, is_statistic) &&
         std::ranges::any_of(layer.tensors, [&](const Tensor& tensor) {
           return keras::owner_of(tensor) != keras::owner_of(layer.tensors.front());
         });
}

}  // namespace

std::string trained_inside(const keras::Checkpoint& checkpoint) {
  const VersionRange& writer = checkpoint.writer.version;
  const bool is_of_keras_2 =
      writer.package == "keras" && writer.to && (writer.to->starts_with("1.") || writer.to->starts_with("2."));
  if (!checkpoint.is_legacy() || !is_of_keras_2) return "";
  std::vector<std::string> names;
  for (const Layer& layer : checkpoint.layers) {
    if (is_model_with_statistics(layer)) names.push_back(layer.name);
  }
  return names.empty() ? "" : text::join_names(names, kMostShown);
}

}  // namespace weighbridge::loaders
