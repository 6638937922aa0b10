#include <algorithm>
#include <utility>

#include "hdf5/lost_arrays.h"
#include "keras/checkpoint.h"
#include "keras/each_tensor.h"
#include "keras/layouts.h"
#include "keras/model_config.h"
#include "keras/path_tree.h"
#include "keras/quantized/quantization.h"
#include "keras/unclaimed/lost_optimizer.h"
#include "keras/unclaimed/unclaimed.h"

namespace weighbridge::keras {
namespace {

std::optional<std::string> find_keras_version(const hdf5::Tree& tree, const ModelConfig& config) {
  if (config.keras_version) return config.keras_version;
  if (auto version = tree.root.string("keras_version")) return version;
  const hdf5::Node* model_weights = tree.root.child("model_weights");
  return model_weights == nullptr ? std::nullopt : model_weights->string("keras_version");
}

}  // namespace

Checkpoint read_checkpoint(const hdf5::Tree& tree, const ModelConfig& config, std::uint64_t available_bytes) {
  Checkpoint checkpoint;
  const PathTree paths = make_path_tree(tree.root);
  checkpoint.layout = detect_layout(tree, paths);
  checkpoint.keras_version = find_keras_version(tree, config);
  checkpoint.has_backslash_names = paths.has_backslash_names;
  switch (checkpoint.layout) {
    case Layout::v3_weights:
      read_v3_weights(paths, config, available_bytes, checkpoint);
      break;
    case Layout::legacy_model:
      checkpoint.root = "model_weights";
      read_legacy_weights(tree, config, available_bytes, checkpoint);
      checkpoint.optimizer = read_legacy_optimizer(tree, config, available_bytes);
      break;
    case Layout::legacy_weights:
      read_legacy_weights(tree, config, available_bytes, checkpoint);
      break;
    case Layout::keras_0:
      read_keras_0(tree, available_bytes, checkpoint);
      break;
    case Layout::lora_adapter:
      read_lora_adapter(paths, available_bytes, checkpoint);
      break;
    case Layout::hdf5_other:
      checkpoint.nested_model_at = find_nested_model(tree.root);
      break;
  }
  if (!checkpoint.model_name && !config.model.name.empty()) checkpoint.model_name = config.model.name;
  const bool has_found = hdf5::has_found(tree.root);
  if (lacks_something(checkpoint) || has_found) add_unclaimed(tree, available_bytes, checkpoint);
  if (has_found) give_optimizer_its_arrays(tree, checkpoint);
  checkpoint.config = config.facts;
  checkpoint.may_be_quantized =
      std::ranges::any_of(checkpoint.layers, [](const Layer& layer) { return may_be_quantized(layer.tensors); });
  checkpoint.has_weights_manifest = holds_weights(checkpoint);
  checkpoint.writer = find_writer(tree, paths, checkpoint);
  return checkpoint;
}

}  // namespace weighbridge::keras
