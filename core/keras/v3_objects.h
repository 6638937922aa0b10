// What the groups of the v3 layout are: objects, lists of layers, optimizers, metrics; and how to gather an object's
// tensors.
#ifndef WEIGHBRIDGE_KERAS_V3_OBJECTS_H_
#define WEIGHBRIDGE_KERAS_V3_OBJECTS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "keras/checkpoint.h"
#include "keras/model_config.h"
#include "keras/path_tree.h"

namespace weighbridge::keras {

// tf.keras 2.12-2.14 in place of `layers` (the name of the dict that Sequential and Functional keep for TensorFlow's
// checkpoints).
inline constexpr std::string_view kCheckpointDependencies = "_layer_checkpoint_dependencies";

[[nodiscard]] bool is_layer_list(std::string_view name);
[[nodiscard]] bool has_layer_list(const PathNode& group);
// A saved object: has the group `vars`, empty or not.
[[nodiscard]] bool is_object(const PathNode& group);
// Something that could not be opened, or a link where Keras writes none.
[[nodiscard]] bool is_broken(const PathNode& group);
[[nodiscard]] bool is_optimizer(const PathNode& group);
[[nodiscard]] bool is_metrics(const PathNode& group);
[[nodiscard]] bool is_seed_generator(const PathNode& group);
[[nodiscard]] bool holds_a_cell(const PathNode& group);
// Objects inside, other than its own variables and random-generator states.
[[nodiscard]] bool holds_objects(const PathNode& group);
// MultiHeadAttention and Bidirectional show themselves by their parts, whatever their name; "" otherwise.
[[nodiscard]] std::string_view class_by_parts(const PathNode& group);
// Could the group be of this class? An LSTM has a cell, a Dense nothing but variables, a Dropout none.
[[nodiscard]] bool fits_class(const PathNode& group, std::string_view class_name);
// Keras >= 3.6 keeps the object's name in the attribute `name` of its `vars`.
[[nodiscard]] std::optional<std::string> name_attribute(const PathNode& vars);

[[nodiscard]] std::vector<const PathNode*> sorted(const PathNode& group);  // dense, dense_1, dense_2, dense_10
// The layers of a list in the order in which they were saved, which is the order of model.layers; by name where the
// file does not tell.
[[nodiscard]] std::vector<const PathNode*> in_saved_order(const PathNode& list);

// The layers of one list in model order: as the config has them, else as they were saved.
struct PlacedLayer {
  const PathNode* group;      // null: the config has a layer that needs weights, but its group is not there
  const LayerConfig* config;  // null: not known
  std::string path;           // where the group is, or would be
};
[[nodiscard]] std::vector<PlacedLayer> place_layers(const PathNode& list, const LayerConfig* model);

// The object's need of weights: a wrapper needs what it wraps needs.
[[nodiscard]] Need need_of_object(const PathNode& group, std::string_view class_name, const LayerConfig* config);

// The variables of the object itself (`vars/0`, `vars/1` ...) and its random-generator states.
[[nodiscard]] std::vector<Tensor> own_tensors(const PathNode& group, std::string_view class_name,
                                              const LayerConfig* config, std::uint64_t available_bytes);
// The same with all that lies below: cells, projections, wrapped layers.
void collect_object(const PathNode& group, std::string_view class_name, const LayerConfig* config,
                    std::uint64_t available_bytes, std::vector<Tensor>& into);
// Every dataset below, without roles unless one is given.
void collect_tensors(const PathNode& group, std::string_view role, std::uint64_t available_bytes,
                     std::vector<Tensor>& into);

}  // namespace weighbridge::keras

#endif  // WEIGHBRIDGE_KERAS_V3_OBJECTS_H_
