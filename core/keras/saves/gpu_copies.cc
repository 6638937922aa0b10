#include "keras/saves/gpu_copies.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <string_view>

#include "keras/class_table.h"

namespace weighbridge::keras {
namespace {

constexpr std::size_t kMostOutputs = 100;  // each is looked for among all arrays of the model inside

bool has_weights(const Layer& layer) { return !layer.tensors.empty(); }

bool is_slice(const Layer& layer) {
  return layer.class_name == "Lambda" || (layer.class_name.empty() && layer.name.starts_with("lambda"));
}

bool may_be_input(const Layer& layer) { return layer.class_name.empty() || layer.class_name == "InputLayer"; }

// Of "model_1/dense_2/kernel:0" in the layer model_1: "dense_2".
std::string_view owner_of(const Tensor& tensor, const Layer& layer) {
  const std::string_view name =
      std::string_view(tensor.path).substr(std::min(layer.path.size() + 1, tensor.path.size()));
  return name.substr(0, std::min(name.rfind('/'), name.size()));
}

// The arrays of a model that is one layer are called after its own layers; those of any other layer after it.
bool is_model(const Layer& layer) {
  return std::ranges::all_of(layer.tensors, [&](const Tensor& tensor) {
    const std::string_view owner = owner_of(tensor, layer);
    return owner.substr(0, owner.find('/')) != layer.name;
  });
}

// A merge is called after an output of the model inside; with two outputs of one layer, "dense_1" and "dense_2" of
// "dense". A copy that was made for the CPU (cpu_relocation) has variables "dense_1" of the layer "dense".
bool is_named_after_output(const Layer& merge, const Layer& model, std::size_t outputs) {
  return std::ranges::any_of(model.tensors, [&](const Tensor& tensor) {
    std::string_view owner = owner_of(tensor, model);
    owner = owner.substr(owner.rfind('/') + 1);
    return owner == merge.name || split_counter(owner).stem == merge.name ||
           (outputs > 1 && split_counter(merge.name).stem == owner);
  });
}

bool is_merge(const Layer& layer, const Layer& model, std::size_t outputs) {
  if (layer.class_known_from == "config") return layer.class_name == "Concatenate";
  switch (layer.state) {
    case LayerState::weightless:
    case LayerState::undetermined:  // an Activation with a name of its own
      return true;
    case LayerState::empty:
      return is_named_after_output(layer, model, outputs);
    default:
      return false;
  }
}

void call(Layer& layer, std::string_view class_name) {
  if (layer.state == LayerState::weightless) return;
  layer.class_name = class_name;
  layer.class_known_from = "name";
  layer.state = LayerState::weightless;
}

}  // namespace

void find_gpu_copies(Checkpoint& checkpoint) {
  if (!checkpoint.listed_without_dataset.empty() || !checkpoint.listed_without_group.empty()) return;
  // By depth, as Keras sorts layers: inputs, a slice of each for each GPU, the model, a merge for each output.
  const std::span layers(checkpoint.layers);
  const auto model = std::ranges::find_if(layers, has_weights);
  const auto first_slice = std::find_if(layers.begin(), model, is_slice);
  const auto inputs = static_cast<std::size_t>(first_slice - layers.begin());
  const auto slices = static_cast<std::size_t>(model - first_slice);
  if (model == layers.end() || inputs == 0 || slices < 2 * inputs || slices % inputs != 0 || !is_model(*model)) return;
  const std::span merges(model + 1, layers.end());
  if (merges.empty() || merges.size() > kMostOutputs || !std::all_of(layers.begin(), first_slice, may_be_input) ||
      !std::all_of(first_slice, model, is_slice) ||
      !std::ranges::all_of(merges, [&](const Layer& layer) { return is_merge(layer, *model, merges.size()); }))
    return;
  checkpoint.on_several_gpus = true;
  for (Layer& input : layers.first(inputs)) call(input, "InputLayer");
  for (Layer& slice : layers.subspan(inputs, slices)) call(slice, "Lambda");
  for (Layer& merge : merges) call(merge, "Concatenate");
}

}  // namespace weighbridge::keras
