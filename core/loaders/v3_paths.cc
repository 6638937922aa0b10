// Five ways to name the same layers (keras/saving/saving_lib.py of TF 2.12-2.15, keras/src/saving/saving_lib.py of
// Keras 3):
//   TF 2.12, 2.13  _layer_checkpoint_dependencies/dense, dense_2, dense_4: each layer is visited twice and burns a
//   number TF 2.14        _layer_checkpoint_dependencies/dense, dense_1, dense_2 TF 2.15, tf_keras  layers/dense,
//   dense_1; attributes are visited in reverse, so those before "layers" are found in the list, too Keras 3
//   layers/dense, dense_1; attributes before "layers" keep their own name. From 3.0.2 on it also tries TF 2.12's list
// Measured with TF 2.13, 2.15, tf_keras 2.21 and Keras 3.6, 3.15; 2.14 and 3.0.0 are read, not run.
#include "loaders/v3_paths.h"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "base/text.h"
#include "keras/class_table.h"
#include "keras/versions.h"

namespace weighbridge::loaders {
namespace {

constexpr std::string_view kList = "layers";
constexpr std::string_view kDependencies = "_layer_checkpoint_dependencies";

// Only Keras 3 and TF <= 2.14 write, and look, under an attribute that sorts before "layers". A set of layers is no
// part of `layers`, so TF 2.15 keeps that under its own name as well; with name attributes it is Keras 3's, and so is
// an archive that says so.
bool is_early_attribute(const keras::Checkpoint& checkpoint, const Layer& layer, std::string_view top) {
  return top < kList && top != kDependencies &&
         (top == layer.path || checkpoint.has_name_attributes || keras::is_keras_3(checkpoint.writer));
}

// Of a subclassed model Keras 3 has those attributes in the list that sort behind it, which TF 2.15 visits before it
// and keeps under their own names (run with 2.15.1). Only such a model has layers before the list.
bool lists_late_attributes(const keras::Checkpoint& checkpoint) {
  const auto stands_before = [](const Layer& layer) {
    return !layer.path.contains('/') && layer.path < kList && layer.path != kDependencies;
  };
  if (checkpoint.has_name_attributes && std::ranges::any_of(checkpoint.layers, stands_before)) return true;
  const std::string& class_name = checkpoint.config.class_name;
  const bool is_subclassed =
      !class_name.empty() && class_name != "Sequential" && class_name != "Functional" && class_name != "Model";
  return is_subclassed && keras::is_keras_3(checkpoint.writer);
}

// "layers" of "block/layers/dense_1"
std::string_view parent_name(std::string_view path) {
  const std::size_t last = path.rfind('/');
  if (last == std::string_view::npos) return {};
  const std::string_view parent = path.substr(0, last);
  return parent.substr(parent.rfind('/') + 1);  // npos + 1 is 0
}

bool may_be_keras_2(const keras::Checkpoint& checkpoint) {
  return !checkpoint.has_name_attributes && !keras::is_keras_3(checkpoint.writer);
}

// Something that lies deeper than the layers of the model at `model`: "net/layers/lstm/cell/vars/0".
bool holds_inner(std::string_view tensor_path, std::string_view model) {
  const std::string list = std::string(model) + '/' + std::string(kList) + '/';
  if (!tensor_path.starts_with(list)) return false;
  const std::size_t slash = tensor_path.find('/', list.size());
  return slash != std::string_view::npos && !tensor_path.substr(slash).starts_with("/vars/");
}

// A model that TF 2.15 keeps under its attribute's own name and Keras 3 visits as a part of `layers` first. There it
// finds none of its layers. Those that have variables fail, and are tried once more under the attribute; one that only
// holds others (a model, an RNN, attention) does not fail itself and counts as done, for a Sequential or functional
// model is asked for its layers twice (keras/src/saving/saving_lib.py, _walk_saveable and _load_state of 3.3.3 and
// 3.15.1; run).
bool is_late_model(const Layer& layer, std::string_view top) {
  return top > kList && holds_inner(layer.tensors.front().path, top);
}

// The other way round: TF 2.15 has a model in an attribute that sorts before "layers" in the list, where Keras 3 comes
// second. "layers/functional", or nothing.
std::string_view early_model(const Layer& layer) {
  const std::string_view path = layer.tensors.front().path;
  const std::size_t end = path.find('/', kList.size() + 1);
  if (!path.starts_with("layers/") || end == std::string_view::npos) return {};
  const std::string_view model = path.substr(0, end);
  const std::string_view name = keras::split_counter(model.substr(kList.size() + 1)).stem;
  const bool is_plain = name == "functional" || name == "sequential" || name == "model";
  return is_plain && holds_inner(path, model) ? model : std::string_view{};
}

Found in_tensorflow_2_12(const V3Paths& paths) {
  if (paths.in_dependencies) return paths.gapped || !paths.second_of_a_class ? Found::all : Found::first_of_each_class;
  return paths.in_list && !paths.in_early_attributes ? Found::none : Found::all;
}

Found in_tensorflow_2_14(const V3Paths& paths) {
  if (paths.in_dependencies) return paths.gapped ? Found::first_of_each_class : Found::all;
  return paths.in_list ? Found::none : Found::all;
}

// Keras 3 writes the projections of MultiHeadAttention as `query_dense`, TF-Keras as `_query_dense`; Keras 3 tries
// both.
Found in_tensorflow_2_15(const V3Paths& paths) {
  return paths.in_dependencies || paths.in_early_attributes || paths.in_late_attributes || paths.public_projections
             ? Found::none
             : Found::all;
}

Found in_keras_3(const Generation& loader, const V3Paths& paths) {
  if (!paths.in_dependencies) return Found::all;
  // It looks for such lists only if there is one at the root (H5IOStore.get of 3.0.5 and 3.15.1).
  if (!loader.keras_since(3, 0, 2) || paths.inner_dependencies) return Found::none;
  return paths.gapped ? Found::first_of_each_class : Found::all;
}

}  // namespace

V3Paths read_v3_paths(const keras::Checkpoint& checkpoint) {
  V3Paths paths{.in_dependencies = checkpoint.has_checkpoint_dependencies,
                .gapped = checkpoint.checkpoint_dependencies_gapped,
                .backslashes = checkpoint.has_backslash_names};
  const bool lists_late = lists_late_attributes(checkpoint);
  const bool may_be_2 = may_be_keras_2(checkpoint);
  // A functional model lists its inputs; of a Sequential the config tells.
  const bool may_be_subclassed =
      may_be_2 && !checkpoint.config.present &&
      std::ranges::none_of(checkpoint.layers, [](const Layer& one) { return one.path == "layers/input_layer"; });
  paths.inner_dependencies = paths.in_dependencies;
  for (const Layer& layer : checkpoint.layers) {
    const std::string_view path = layer.path;
    const std::string_view top = path.substr(0, path.find('/'));
    if (top == kDependencies) paths.inner_dependencies = false;
    if (layer.tensors.empty()) continue;
    if (may_be_2 && paths.late_model.empty() && is_late_model(layer, top)) paths.late_model = top;
    if (may_be_subclassed && paths.early_model.empty()) paths.early_model = early_model(layer);
    paths.any_variables = true;
    paths.in_list |= top == kList;
    paths.in_early_attributes |= is_early_attribute(checkpoint, layer, top);
    paths.in_late_attributes |= lists_late && top == kList;
    // Only this list counts each layer twice; lists of the user's own (self.blocks) do not.
    paths.second_of_a_class |= path.ends_with("_1") && parent_name(path) == kDependencies;
    paths.nested_containers |= path.contains("/container/") || path.contains("/container_1/");
    if (layer.tensors.size() < 4) continue;  // there are four projections
    paths.public_projections |=
        std::ranges::any_of(layer.tensors, [](const Tensor& tensor) { return tensor.path.contains("/query_dense/"); });
  }
  return paths;
}

Found find_variables(const Generation& loader, const V3Paths& paths) {
  if (!paths.any_variables) return Found::all;
  if (paths.backslashes) return Found::none;  // os.path.join on Windows; looked for with slashes elsewhere
  if (loader.is_keras_3()) return in_keras_3(loader, paths);
  if (loader.tensorflow_since(2, 15)) return in_tensorflow_2_15(paths);
  return loader.tensorflow_since(2, 14) ? in_tensorflow_2_14(paths) : in_tensorflow_2_12(paths);
}

namespace {

constexpr std::string_view kOwnVariables = "vars";
constexpr std::size_t kMostDepth = 64;

bool is_group(const std::unique_ptr<hdf5::Node>& node) { return node->kind == hdf5::NodeKind::group; }

// Not the variables of a layer that is itself called so.
bool is_layer(const std::unique_ptr<hdf5::Node>& node) { return is_group(node) && node->name != kOwnVariables; }

std::optional<ClashingAttribute> find(const hdf5::Node& group, const std::string& path, std::size_t depth) {
  if (depth > kMostDepth) return std::nullopt;
  for (const auto& child : group.children) {
    if (!is_group(child)) continue;
    // Of a list of layers; a single one ends the save (h5py: name already exists).
    const auto layers = static_cast<std::size_t>(std::ranges::count_if(child->children, is_layer));
    if (child->name == kOwnVariables && layers > 0 && !path.empty()) {
      const std::size_t found = child->children.size();
      return ClashingAttribute{path, path.substr(path.rfind('/') + 1), found - layers, found};
    }
    if (auto inner = find(*child, path.empty() ? child->name : path + '/' + child->name, depth + 1)) return inner;
  }
  return std::nullopt;
}

}  // namespace

std::optional<ClashingAttribute> find_clashing_attribute(const hdf5::Node& root) {
  for (const auto& child : root.children) {
    if (!is_group(child) || child->name == "optimizer") continue;
    if (auto clash = find(*child, child->name, 0)) return clash;
  }
  return std::nullopt;
}

std::string ClashingAttribute::remedy() const {
  const std::string shown = text::to_valid_utf8(path);
  return text::to_valid_utf8(layer) +
         " keeps layers in an attribute called vars, where Keras looks for variables of its own. Give the attribute "
         "another name in code, parts say, and with h5py move the groups inside " +
         shown + "/vars to " + shown + "/parts.";
}

}  // namespace weighbridge::loaders
