// The readers behind read_checkpoint, one per layout. Each fills the layers and facts of its layout into the
// checkpoint.
#ifndef WEIGHBRIDGE_KERAS_LAYOUTS_H_
#define WEIGHBRIDGE_KERAS_LAYOUTS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "hdf5/tree.h"
#include "keras/checkpoint.h"
#include "keras/model_config.h"
#include "keras/path_tree.h"

namespace weighbridge::keras {

void read_v3_weights(const PathTree& tree, const ModelConfig& config, std::uint64_t available_bytes,
                     Checkpoint& checkpoint);
// Also of whole models: their layers lie under `checkpoint.root`.
void read_legacy_weights(const hdf5::Tree& tree, const ModelConfig& config, std::uint64_t available_bytes,
                         Checkpoint& checkpoint);
// KerasHub's `save_lora_weights`: lora/vars/rank, lora/<number of the layer>/vars/{lora_kernel_a, lora_kernel_b}
// (keras_hub 0.32.0, models/backbone.py).
[[nodiscard]] bool is_lora_adapter(const PathNode& root);
void read_lora_adapter(const PathTree& tree, std::uint64_t available_bytes, Checkpoint& checkpoint);
void read_keras_0(const hdf5::Tree& tree, std::uint64_t available_bytes, Checkpoint& checkpoint);

// detect_layout of checkpoint.h with the paths that the caller has already.
[[nodiscard]] Layout detect_layout(const hdf5::Tree& tree, const PathTree& paths);

// hdf5_other: the group nearest to the root that holds a legacy model or legacy weights.
[[nodiscard]] std::optional<std::string> find_nested_model(const hdf5::Node& root);

// Does the group name its layers or weights in attribute `name`, or, too long for one, in `name0`, `name1` ...?
[[nodiscard]] bool has_list(const hdf5::Node& group, std::string_view name);

// Keras' groups of numbered variables: has the group `vars`, holding only datasets?
[[nodiscard]] const PathNode* vars_of(const PathNode& group);

// The group of a v3 optimizer, with those inside it (LossScaleOptimizer). Adds to `optimizer` where the file has
// several.
void read_v3_optimizer(const PathNode& group, std::uint64_t available_bytes, std::optional<Optimizer>& optimizer);
// `optimizer_weights` of a whole model.
[[nodiscard]] std::optional<Optimizer> read_legacy_optimizer(const hdf5::Tree& tree, const ModelConfig& config,
                                                             std::uint64_t available_bytes);

// Who wrote the file, from everything else that is known about it.
[[nodiscard]] Writer find_writer(const hdf5::Tree& tree, const PathTree& paths, const Checkpoint& checkpoint);

}  // namespace weighbridge::keras

#endif  // WEIGHBRIDGE_KERAS_LAYOUTS_H_
