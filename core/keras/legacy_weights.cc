// The legacy layout of Keras 1.0-2.3, tf.keras and Keras 3's model.save('x.h5'): one group a layer, listed in the
// attribute `layer_names`; its arrays are listed in `weight_names` (keras/engine/topology.py of 1.2.2,
// keras/src/legacy/saving/legacy_h5_format.py of 3.15.1).
#include <algorithm>
#include <string>
#include <unordered_set>
#include <utility>

#include "base/text.h"
#include "keras/class_table.h"
#include "keras/joined_path.h"
#include "keras/layouts.h"
#include "keras/node_index.h"
#include "keras/roles.h"
#include "keras/saves/gpu_copies.h"
#include "keras/tensors.h"
#include "keras/unclaimed/lost_groups.h"

namespace weighbridge::keras {
namespace {

constexpr std::string_view kTopLevel = "top_level_model_weights";

bool is_broken(const hdf5::Node& node) {
  return node.kind != hdf5::NodeKind::group ||
         (!node.problem.empty() && node.children.empty() && node.attributes.empty());
}

class LegacyReader {
 public:
  LegacyReader(const hdf5::Node& root, const hdf5::Node& group, const ModelConfig& config,
               std::uint64_t available_bytes, Checkpoint& checkpoint)
      : groups_(group),
        root_(root),
        group_(group),
        config_(config),
        available_bytes_(available_bytes),
        checkpoint_(checkpoint) {}

  void read() {
    checkpoint_.has_layer_names = has_list(group_, "layer_names");
    checkpoint_.layer_names_chunked = checkpoint_.has_layer_names && group_.attribute("layer_names") == nullptr;
    const std::vector<std::string> names = listed_layers();
    lost_ = LostGroups(root_, names, config_);
    if (lists_arrays(names)) {
      checkpoint_.lists_arrays = true;
      for (const std::string& name : names) read_listed_array(name);
      return;
    }
    checkpoint_.layers.reserve(names.size());
    for (const std::string& name : names) read_layer(name);
    find_gpu_copies(checkpoint_);
    const auto [top_level, hidden] = groups_.find(kTopLevel);
    if (top_level != nullptr && !seen_.contains(kTopLevel)) {
      read_tensors(*top_level, std::string(kTopLevel), "", checkpoint_.model_level);
    }
    // keras/src/legacy/saving/legacy_h5_format.py, save_weights_to_hdf5_group (3.0.5 to 3.15.1): always the last one.
    // Whole models alone: the weights of older files were copied into many others.
    checkpoint_.stops_behind_layers = top_level == nullptr && !hidden && checkpoint_.has_layer_names &&
                                      checkpoint_.layout == Layout::legacy_model && checkpoint_.keras_version &&
                                      checkpoint_.keras_version->starts_with("3.");
  }

 private:
  // The model's layers in order. Where the list itself is damaged: the groups that look like layers, by name.
  [[nodiscard]] std::vector<std::string> listed_layers() const {
    if (auto names = group_.string_list("layer_names")) return std::move(*names);
    std::vector<std::string> names;
    for (const auto& child : group_.children) {
      if (child->kind == hdf5::NodeKind::group && child->name != kTopLevel && has_list(*child, "weight_names"))
        names.push_back(child->name);
    }
    std::ranges::stable_sort(names, text::natural_less);
    return names;
  }

  void read_layer(const std::string& name) {
    Layer layer;
    layer.name = name;
    layer.path = joined_path(checkpoint_.root, name);
    const LayerConfig* config = config_.find(name);
    identify_class(config, layer);
    // Two layers of one name: HDF5 holds only one group, at the second one the save stopped with "name already exists".
    const bool first_of_its_name = seen_.insert(name).second;
    NodeIndex::Found group = first_of_its_name ? groups_.find(name) : NodeIndex::Found{};
    if (group.hidden) group.node = lost_.group_of(name);
    if (group.node == nullptr && !group.hidden) {
      // The save stopped before it. One that needs no weights lacks none.
      layer.state =
          state_of(layer, config, false) == LayerState::weightless ? LayerState::weightless : LayerState::missing;
      checkpoint_.listed_without_group.push_back(name);
      if (!first_of_its_name) checkpoint_.listed_twice.push_back(name);
    } else if (group.node == nullptr || is_broken(*group.node)) {
      const bool lacks_none = group.node == nullptr && state_of(layer, config, false) == LayerState::weightless;
      layer.state = lacks_none ? LayerState::weightless : LayerState::unreadable;
    } else {
      const std::size_t absent_before = checkpoint_.listed_without_dataset.size();
      const bool lists_weights = read_tensors(*group.node, name, layer.class_name, layer.tensors);
      layer.state = state_of(layer, config, lists_weights);
      // Some of the arrays that the layer lists are there and some are not: the save stopped within it.
      const bool half = layer.state == LayerState::filled && checkpoint_.listed_without_dataset.size() > absent_before;
      if (half) layer.state = LayerState::missing;
    }
    checkpoint_.layers.push_back(std::move(layer));
  }

  [[nodiscard]] bool lists_arrays(const std::vector<std::string>& names) {
    return !names.empty() && std::ranges::all_of(names, [&](const std::string& name) {
      const NodeIndex::Found found = groups_.find(name);
      return found.node != nullptr && found.node->dataset != nullptr;
    });
  }

  // "bert/pooler/dense/kernel:0" of the layer "bert/pooler/dense"; those of one layer stand together, by name.
  void read_listed_array(const std::string& name) {
    const std::size_t slash = name.rfind('/');
    const std::string owner = slash == std::string::npos ? name : name.substr(0, slash);
    const std::string path = joined_path(checkpoint_.root, owner);
    if (checkpoint_.layers.empty() || checkpoint_.layers.back().path != path) {
      Layer& layer = checkpoint_.layers.emplace_back();
      layer.name = owner;
      layer.path = path;
      layer.state = LayerState::filled;
    }
    Layer& layer = checkpoint_.layers.back();
    layer.tensors.push_back(make_tensor(joined_path(checkpoint_.root, name), *groups_.find(name).node,
                                        role_of_weight_name(name.substr(slash + 1), ""), available_bytes_));
  }

  static void identify_class(const LayerConfig* config, Layer& layer) {
    if (config != nullptr && !config->class_name.empty()) {
      layer.class_name = config->class_name;
      layer.class_known_from = "config";
      return;
    }
    layer.class_name = class_of_default_name(layer.name);
    if (!layer.class_name.empty()) layer.class_known_from = "name";
  }

  static LayerState state_of(const Layer& layer, const LayerConfig* config, bool lists_weights) {
    // It has variables, but their datasets were never made.
    if (layer.tensors.empty() && lists_weights) return LayerState::empty;
    Need need = config != nullptr ? config->need : need_of(layer.class_name);
    // Idf weights are no weights of Keras 3, so that this layout has no place for them; where tf.keras makes a variable
    // of them it is listed (keras/src/layers/preprocessing/index_lookup.py of 3.15.1 and of TensorFlow 2.15).
    const bool is_custom = config != nullptr && config->is_custom;
    if (looks_up_words(layer.class_name) && !is_custom) need = Need::never;
    // A nested model is one group here. If it is empty, only its config can tell whether anything is missing.
    if (need == Need::container) need = config != nullptr ? need_of_contents(*config) : Need::unknown;
    if (config != nullptr && config->is_beside_graph) need = Need::never;
    return layer_state(layer.tensors, need);
  }

  // The tensors of one group; says whether `weight_names` lists any.
  bool read_tensors(const hdf5::Node& group, const std::string& name, std::string_view class_name,
                    std::vector<Tensor>& into) {
    const std::string path = joined_path(checkpoint_.root, name);
    const auto weights = group.string_list("weight_names");
    if (!weights) {
      // The attribute is written before the arrays: without it, an exception struck while this layer's variables were
      // being read. Converters of other frameworks leave it out, too, but write arrays.
      if (name != kTopLevel && !has_list(group, "weight_names"))
        checkpoint_.groups_without_weight_names.push_back(name);
      collect_datasets(group, path, class_name, into);
      return false;
    }
    NodeIndex arrays(group);
    std::unordered_set<const hdf5::Node*> taken;  // two variables of one name: only the first was written
    into.reserve(weights->size());
    for (const std::string& weight : *weights) {
      const auto [dataset, hidden] = arrays.find(weight);
      if (hidden) {
        into.push_back(unreadable_tensor(joined_path(path, weight), role_of_weight_name(weight, class_name)));
      } else if (dataset == nullptr || dataset->kind == hdf5::NodeKind::group || !taken.insert(dataset).second) {
        checkpoint_.listed_without_dataset.push_back({name, weight});
      } else {
        into.push_back(make_tensor(joined_path(path, weight), *dataset, role_of_weight_name(weight, class_name),
                                   available_bytes_));
      }
    }
    forget_refuted_roles(into);
    return !weights->empty();
  }

  // Keras 1.0 names the arrays of a nested model in one order and writes them in another
  // (keras/engine/topology.py 1.0.0), so that a "W" may have one dimension: then the names of this group say nothing
  // about kernels and biases.
  static void forget_refuted_roles(std::vector<Tensor>& tensors) {
    const auto multiplies = [](const Tensor& tensor) {
      return tensor.role.contains("kernel") || tensor.role == "embeddings";
    };
    const auto is_refuted = [&](const Tensor& tensor) {
      return tensor.state != TensorState::unreadable && tensor.shape.size() < 2 && multiplies(tensor) &&
             !tensor.role.ends_with("_scale") && !tensor.role.ends_with("_zero");
    };
    if (std::ranges::none_of(tensors, is_refuted)) return;
    for (Tensor& tensor : tensors) {
      if (is_refuted(tensor) || (tensor.role.starts_with("bias") && tensor.shape.size() > 1)) tensor.role.clear();
    }
  }

  void collect_datasets(const hdf5::Node& group, const std::string& path, std::string_view class_name,
                        std::vector<Tensor>& into) {
    for (const auto& child : group.children) {
      const std::string child_path = joined_path(path, child->name);
      if (child->kind == hdf5::NodeKind::dataset) {
        into.push_back(make_tensor(child_path, *child, role_of_weight_name(child->name, class_name), available_bytes_));
      } else if (!is_listed_layer(child_path)) {
        collect_datasets(*child, child_path, class_name, into);
      }
    }
  }

  // Layers "a" and "a/b": the group of the second lies inside the first.
  [[nodiscard]] bool is_listed_layer(const std::string& path) const {
    return seen_.contains(checkpoint_.root.empty() ? path : path.substr(checkpoint_.root.size() + 1));
  }

  NodeIndex groups_;
  LostGroups lost_;
  const hdf5::Node& root_;
  const hdf5::Node& group_;
  const ModelConfig& config_;
  std::uint64_t available_bytes_;
  Checkpoint& checkpoint_;
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>{}(s); }
  };
  std::unordered_set<std::string, Hash, std::equal_to<>> seen_;
};

}  // namespace

void read_legacy_weights(const hdf5::Tree& tree, const ModelConfig& config, std::uint64_t available_bytes,
                         Checkpoint& checkpoint) {
  const hdf5::Node* group = tree.root.at(checkpoint.root);
  if (group != nullptr && group->kind == hdf5::NodeKind::group)
    LegacyReader(tree.root, *group, config, available_bytes, checkpoint).read();
}

}  // namespace weighbridge::keras
