#include "rules/subgroup_model.h"

namespace weighbridge::rules {
namespace {

// The marks of keras-formats.md section 2, "Telling them apart".
bool is_whole_model(const hdf5::Node& group) {
  return group.child("model_weights") != nullptr && (group.attribute("model_config") != nullptr || group.child("model_config") != nullptr);
}

bool is_weights(const hdf5::Node& group) { return group.attribute("layer_names") != nullptr || group.attribute("layer_names0") != nullptr; }

std::optional<SubgroupModel> find_below(const hdf5::Node& node, const std::string& prefix, int levels) {
  for (const auto& child : node.children) {
    if (child->kind != hdf5::NodeKind::group) continue;
    const std::string path = prefix + child->name;
    if (is_whole_model(*child)) return SubgroupModel{path, true};
    if (is_weights(*child)) return SubgroupModel{path, false};
    if (levels > 1) {
      if (auto found = find_below(*child, path + "/", levels - 1)) return found;
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<SubgroupModel> find_subgroup_model(const hdf5::Node& root) { return find_below(root, "", 2); }

}  // namespace weighbridge::rules
