// Five ways to name the same layers (keras/saving/saving_lib.py of TF 2.12-2.15, keras/src/saving/saving_lib.py of Keras 3):
//   TF 2.12, 2.13  _layer_checkpoint_dependencies/dense, dense_2, dense_4: each layer is visited twice and burns a number
//   TF 2.14        _layer_checkpoint_dependencies/dense, dense_1, dense_2
//   TF 2.15, tf_keras  layers/dense, dense_1; attributes are visited in reverse, so those before "layers" are found in the list, too
//   Keras 3        layers/dense, dense_1; attributes before "layers" keep their own name. From 3.0.2 on it also tries TF 2.12's list
// Measured with TF 2.13, 2.15, tf_keras 2.21 and Keras 3.6, 3.15; 2.14 and 3.0.0 are read, not run.
#include "loaders/v3_paths.h"

#include <algorithm>
#include <string_view>

namespace weighbridge::loaders {
namespace {

constexpr std::string_view kList = "layers";

std::string_view first_part(std::string_view path) { return path.substr(0, path.find('/')); }

bool has_variables(const Layer& layer) { return !layer.tensors.empty(); }

// Variables under an attribute that sorts before "layers": only Keras 3 and TF <= 2.14 write, and look, there. A set of layers
// is no part of `layers`, so TF 2.15 keeps that under its own name as well; with name attributes it is Keras 3's.
bool keeps_early_attributes(const keras::Checkpoint& checkpoint) {
  return std::ranges::any_of(checkpoint.layers, [&](const Layer& layer) {
    const std::string_view top = first_part(layer.path);
    const bool is_attribute = top < kList && top != "_layer_checkpoint_dependencies";
    return has_variables(layer) && is_attribute && (top == layer.path || checkpoint.has_name_attributes);
  });
}

bool uses_list(const keras::Checkpoint& checkpoint) {
  return std::ranges::any_of(checkpoint.layers, [](const Layer& layer) { return has_variables(layer) && first_part(layer.path) == kList; });
}

// Keras 3 writes the projections of MultiHeadAttention as `query_dense`, TF-Keras as `_query_dense`; Keras 3 tries both.
bool has_public_projections(const keras::Checkpoint& checkpoint) {
  return std::ranges::any_of(checkpoint.layers, [](const Layer& layer) {
    return std::ranges::any_of(layer.tensors, [](const Tensor& tensor) { return tensor.path.contains("/query_dense/"); });
  });
}

// A second layer of some class in the list of TF 2.12-2.14, whose name then depends on the version.
bool has_second_of_a_class(const keras::Checkpoint& checkpoint) {
  return std::ranges::any_of(checkpoint.layers, [](const Layer& layer) { return has_variables(layer) && layer.path.ends_with("_1"); });
}

Found in_tensorflow_2_12(const keras::Checkpoint& checkpoint) {
  if (checkpoint.has_checkpoint_dependencies) {
    return checkpoint.checkpoint_dependencies_gapped || !has_second_of_a_class(checkpoint) ? Found::all : Found::first_of_each_class;
  }
  return uses_list(checkpoint) && !keeps_early_attributes(checkpoint) ? Found::none : Found::all;
}

Found in_tensorflow_2_14(const keras::Checkpoint& checkpoint) {
  if (checkpoint.has_checkpoint_dependencies) return checkpoint.checkpoint_dependencies_gapped ? Found::first_of_each_class : Found::all;
  return uses_list(checkpoint) ? Found::none : Found::all;
}

Found in_tensorflow_2_15(const keras::Checkpoint& checkpoint) {
  const bool elsewhere = checkpoint.has_checkpoint_dependencies || keeps_early_attributes(checkpoint) || has_public_projections(checkpoint);
  return elsewhere ? Found::none : Found::all;
}

Found in_keras_3(const Generation& loader, const keras::Checkpoint& checkpoint) {
  if (!checkpoint.has_checkpoint_dependencies) return Found::all;
  if (!loader.keras_since(3, 0, 2)) return Found::none;
  return checkpoint.checkpoint_dependencies_gapped ? Found::first_of_each_class : Found::all;
}

}  // namespace

Found find_variables(const Generation& loader, const Contents& file) {
  const keras::Checkpoint& checkpoint = *file.facts.checkpoint;
  if (std::ranges::none_of(checkpoint.layers, has_variables)) return Found::all;
  if (checkpoint.has_backslash_names) return Found::none;  // os.path.join on Windows; looked for with slashes elsewhere
  if (loader.is_keras_3()) return in_keras_3(loader, checkpoint);
  if (loader.tensorflow_since(2, 15)) return in_tensorflow_2_15(checkpoint);
  return loader.tensorflow_since(2, 14) ? in_tensorflow_2_14(checkpoint) : in_tensorflow_2_12(checkpoint);
}

}  // namespace weighbridge::loaders
