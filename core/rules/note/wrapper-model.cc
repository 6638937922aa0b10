#include <set>
#include <string>

#include "base/text.h"
#include "rules/proof/layer_sets.h"
#include "rules/rule.h"

namespace weighbridge::rules {
namespace {

bool is_model_like(const Layer& layer) {
  if (!layer.class_name.empty() && layer.class_known_from == "config") {
    return layer.class_name == "Sequential" || layer.class_name == "Functional" || layer.class_name == "Model";
  }
  return layer.name.starts_with("model") || layer.name.starts_with("sequential") ||
         layer.name.starts_with("functional");
}

// "model_1/conv2d/kernel:0" below the group "model_1" belongs to the inner layer "conv2d" (or "model_1" names the layer
// itself).
std::size_t count_inner_layers(const Layer& layer) {
  std::set<std::string> owners;
  for (const Tensor& tensor : layer.tensors) owners.insert(tensor.path.substr(0, tensor.path.rfind('/')));
  return owners.size();
}

}  // namespace

void check_wrapper_model(const Subject& subject, Findings& findings) {
  const keras::Checkpoint& checkpoint = *subject.checkpoint;
  if (!checkpoint.is_legacy()) return;
  const LayerSets sets = sort_layers(checkpoint);
  const Layer* inner = nullptr;
  for (const Layer& layer : checkpoint.layers) {
    if (layer.tensors.empty()) continue;
    if (inner != nullptr) return;  // more than one layer with weights: an ordinary model
    inner = &layer;
  }
  if (inner == nullptr) return;
  const std::size_t layers = count_inner_layers(*inner);
  if (!checkpoint.on_several_gpus && (inner->tensors.size() <= 4 || !is_model_like(*inner) || layers < 2)) return;
  findings.add(
      ids::kWrapperModel,
      {.confidence = Confidence::likely,
       .path = inner->path,
       .params = {{"inner", short_name(inner->name)}, {"arrays", text::count_of(inner->tensors.size(), "array")}},
       .evidence = {evidence::at(inner->path, "the only layer with weights"),
                    evidence::measurement("arrays in it", static_cast<double>(inner->tensors.size()), "tensors"),
                    evidence::measurement("inner layers they belong to", static_cast<double>(layers), "layers")}});
}

}  // namespace weighbridge::rules
