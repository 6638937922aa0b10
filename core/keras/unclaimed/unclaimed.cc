#include "keras/unclaimed/unclaimed.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "keras/each_tensor.h"
#include "keras/joined_path.h"
#include "keras/layouts.h"
#include "keras/roles.h"
#include "keras/tensors.h"

namespace weighbridge::keras {
namespace {

using Address = std::pair<std::uint32_t, std::uint64_t>;  // the file of a set, the object header in it

class Unclaimed {
 public:
  Unclaimed(std::uint64_t available_bytes, Checkpoint& checkpoint)
      : available_bytes_(available_bytes), checkpoint_(checkpoint) {
    each_tensor(checkpoint, [this](const Tensor& tensor) { (void)is_new(tensor); });
  }

  // The depth of a tree is bounded by limits::kMaxDepth. `is_ours`: the group is one of Keras', or no link leads to it.
  void look_into(const hdf5::Node& group, const std::string& path, bool is_ours) {
    for (const auto& child : group.children) {
      const bool counts = is_ours || child->found_by_scan || is_of_keras(*child, path);
      if (!child->dataset && !is_optimizers(*child, path))
        look_into(*child, joined_path(path, child->name), counts);
      else if (child->dataset && (counts || is_called_like_weights(*child, group)))
        take(*child, group, path);
    }
  }

 private:
  // A group of a layer, or the one in which all of them lie.
  [[nodiscard]] bool is_of_keras(const hdf5::Node& node, const std::string& path) const {
    if (node.dataset) return false;
    return (!checkpoint_.root.empty() && joined_path(path, node.name) == checkpoint_.root) ||
           std::ranges::contains(checkpoint_.layers, node.name, &Layer::name);
  }

  // By a name that Keras gives: "kernel:0", "kernel", "param_0", a number in `vars`. Other arrays are taken for the
  // user's own: people keep the history of a training or the names of classes in the same file.
  [[nodiscard]] static bool is_called_like_weights(const hdf5::Node& node, const hdf5::Node& group) {
    const std::string_view name = node.name;
    const std::string_view end = name.substr(name.find_last_not_of("0123456789") + 1);
    if (end.size() == name.size()) return group.name == "vars";
    return (!end.empty() && (name.ends_with(":" + std::string(end)) || name.starts_with("param_"))) ||
           !role_of_weight_name(name, "").empty();
  }

  // keras/src/legacy/saving/legacy_h5_format.py (3.15.1), save_optimizer_weights_to_hdf5_group.
  [[nodiscard]] bool is_optimizers(const hdf5::Node& group, const std::string& path) const {
    return checkpoint_.layout == Layout::legacy_model && path.empty() && group.name == "optimizer_weights";
  }

  bool is_new(const Tensor& tensor) {
    const auto& address = tensor.storage.object_address;
    return address && claimed_.insert(Address(tensor.storage.file, *address)).second;
  }

  void take(const hdf5::Node& node, const hdf5::Node& group, const std::string& path) {
    Tensor tensor = make_tensor(joined_path(path, node.name), node, "", available_bytes_);
    if (tensor.parameters == 0 || !was_written(tensor) || !is_new(tensor)) return;
    checkpoint_.unclaimed.push_back(tensor.path);
    const std::string& where = path.empty() ? node.name : path;
    auto layer = std::ranges::find(checkpoint_.layers, where, &Layer::path);
    if (layer == checkpoint_.layers.end()) {
      Layer added;
      added.path = where;
      added.name = path.empty() ? node.name : group.name;
      added.state = LayerState::container;
      layer = checkpoint_.layers.insert(layer, std::move(added));
    }
    layer->tensors.push_back(std::move(tensor));
  }

  std::uint64_t available_bytes_;
  Checkpoint& checkpoint_;
  std::set<Address> claimed_;
};

// A listed layer has no group, and a group of a layer is not listed.
void note_unlisted_groups(const hdf5::Node& root, Checkpoint& checkpoint) {
  if (checkpoint.listed_without_group.empty()) return;
  for (const auto& child : root.children) {
    const std::string path = joined_path(checkpoint.root, child->name);
    if (has_list(*child, "weight_names") && !std::ranges::contains(checkpoint.layers, path, &Layer::path))
      checkpoint.unclaimed.push_back(path);
  }
}

}  // namespace

bool lacks_something(const Checkpoint& checkpoint) {
  if (checkpoint.layout == Layout::hdf5_other) return false;
  const auto lacks = [](const Layer& layer) {
    return layer.state == LayerState::empty || layer.state == LayerState::missing;
  };
  if (std::ranges::any_of(checkpoint.layers, lacks)) return true;
  return !holds_weights(checkpoint);
}

void add_unclaimed(const hdf5::Tree& tree, std::uint64_t available_bytes, Checkpoint& checkpoint) {
  Unclaimed(available_bytes, checkpoint).look_into(tree.root, "", false);
  const hdf5::Node* root = checkpoint.is_legacy() ? tree.root.at(checkpoint.root) : nullptr;
  if (root != nullptr && checkpoint.unclaimed.empty()) note_unlisted_groups(*root, checkpoint);
}

}  // namespace weighbridge::keras
