// Five ways to name the same layers (keras/saving/saving_lib.py of TF 2.12-2.15, keras/src/saving/saving_lib.py of
// Keras 3):
//
// - TF 2.12, 2.13: _layer_checkpoint_dependencies/dense, dense_2, dense_4; each layer is visited twice, and burns a
//   number.
// - TF 2.14: _layer_checkpoint_dependencies/dense, dense_1, dense_2.
// - TF 2.15, tf_keras: layers/dense, dense_1; attributes are visited in reverse, so those before "layers" are found in
//   the list, too.
// - Keras 3: layers/dense, dense_1; attributes before "layers" keep their own name.
// - Keras 3.0.2 and later try TF 2.12's list as well.
//
// Measured with TF 2.13, 2.15, tf_keras 2.21 and Keras 3.6, 3.15; 2.14 and 3.0.0 are read, not run.
#include "loaders/paths/v3_paths.h"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "base/text.h"
#include "keras/class_table.h"

namespace weighbridge::loaders {
namespace {

constexpr std::string_view kList = "layers";
constexpr std::string_view kDependencies = "_layer_checkpoint_dependencies";

// "layers" of "block/layers/dense_1"
std::string_view parent_name(std::string_view path) {
  const std::size_t last = path.rfind('/');
  if (last == std::string_view::npos) return {};
  const std::string_view parent = path.substr(0, last);
  return parent.substr(parent.rfind('/') + 1);  // npos + 1 is 0
}

// "layers/dense_2" without a "layers/dense_1".
bool skips_number(const keras::Checkpoint& checkpoint, std::string_view path) {
  const keras::CountedName counted = keras::split_counter(path);
  if (counted.counter == 0) return false;
  std::string before(counted.stem);
  if (counted.counter > 1) before += '_' + std::to_string(counted.counter - 1);
  return !std::ranges::contains(checkpoint.layers, before, &Layer::path);
}

// Keras 3 keeps the layers of a model of the user's own where these look for them; only in its Sequential and
// functional ones they look elsewhere.
Found in_list_before_2_15(const Generation& loader, const V3Paths& paths) {
  const Attributes& model = paths.attributes;
  if (!model.of_own_class && !model.may_be_own) return paths.in_list ? Found::none : Found::all;
  const bool counts_others = paths.skips_numbers && loader.tensorflow_since(2, 14);
  const bool elsewhere = model.order == Order::z_to_a || paths.inside.any.is_plain || paths.public_projections;
  return elsewhere || counts_others ? Found::none : Found::all;
}

Found in_tensorflow_2_12(const Generation& loader, const V3Paths& paths) {
  if (!paths.in_dependencies) return in_list_before_2_15(loader, paths);
  return paths.gapped || !paths.second_of_a_class ? Found::all : Found::first_of_each_class;
}

Found in_tensorflow_2_14(const Generation& loader, const V3Paths& paths) {
  if (!paths.in_dependencies) return in_list_before_2_15(loader, paths);
  return paths.gapped ? Found::first_of_each_class : Found::all;
}

// Keras 3 writes the projections of MultiHeadAttention as `query_dense`, TF-Keras as `_query_dense`; Keras 3 tries
// both.
Found in_tensorflow_2_15(const V3Paths& paths) {
  const Attributes& model = paths.attributes;
  const bool surely_a_to_z = model.order == Order::a_to_z && (!model.of_lists || paths.skips_numbers);
  const bool in_other_order = model.of_own_class && surely_a_to_z;
  return paths.in_dependencies || in_other_order || paths.public_projections ? Found::none : Found::all;
}

Found in_keras_3(const Generation& loader, const V3Paths& paths) {
  if (!paths.in_dependencies) return Found::all;
  // It looks for such lists only if there is one at the root (H5IOStore.get of 3.0.5 and 3.15.1).
  if (!loader.keras_since(3, 0, 2) || paths.inner_dependencies) return Found::none;
  return paths.gapped ? Found::first_of_each_class : Found::all;
}

}  // namespace

V3Paths read_v3_paths(const Subject& subject) {
  const keras::Checkpoint& checkpoint = *subject.checkpoint;
  V3Paths paths{.in_dependencies = checkpoint.has_checkpoint_dependencies,
                .gapped = checkpoint.checkpoint_dependencies_gapped,
                .backslashes = checkpoint.has_backslash_names,
                .attributes = read_attributes(subject),
                .inside = find_models_inside(checkpoint)};
  if (paths.attributes.of_own_class) paths.inside.apart = find_apart(checkpoint);
  paths.inner_dependencies = paths.in_dependencies;
  for (const Layer& layer : checkpoint.layers) {
    const std::string_view path = layer.path;
    const std::string_view top = path.substr(0, path.find('/'));
    if (top == kDependencies) paths.inner_dependencies = false;
    paths.skips_numbers |= paths.attributes.of_own_class && top == kList && path.rfind('/') == kList.size() &&
                           skips_number(checkpoint, path);
    // Only this list counts each layer twice; lists of the user's own (self.blocks) do not.
    paths.second_of_a_class |= path.ends_with("_1") && parent_name(path) == kDependencies && holds_something(layer);
    if (layer.tensors.empty()) continue;
    paths.any_variables = true;
    paths.in_list |= top == kList;
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
  return loader.tensorflow_since(2, 14) ? in_tensorflow_2_14(loader, paths) : in_tensorflow_2_12(loader, paths);
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
