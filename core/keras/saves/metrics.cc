#include "keras/saves/metrics.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace weighbridge::keras {
namespace {

// keras/metrics.py of TensorFlow 2.3, add_weight.
constexpr auto kVariables =
    std::to_array<std::string_view>({"total:0", "count:0", "accumulator:0", "true_positives:0", "true_negatives:0",
                                     "false_positives:0", "false_negatives:0", "total_confusion_matrix:0"});

}  // namespace

bool is_metric(const Layer& layer) {
  return !layer.tensors.empty() && std::ranges::all_of(layer.tensors, [&](const Tensor& tensor) {
    return tensor.path.size() > layer.path.size() &&
           std::ranges::contains(kVariables, std::string_view(tensor.path).substr(layer.path.size() + 1));
  });
}

std::vector<std::string> listed_metrics(const Checkpoint& checkpoint) {
  std::vector<std::string> names;
  if (!checkpoint.is_legacy() || checkpoint.writer.version.package != "tf.keras") return names;
  for (const Layer& layer : checkpoint.layers) {
    if (is_metric(layer)) names.push_back(layer.name);
  }
  return names;
}

}  // namespace weighbridge::keras
