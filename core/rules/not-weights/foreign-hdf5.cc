#include <algorithm>
#include <string>

#include "base/text.h"
#include "rules/proof/layer_sets.h"
#include "rules/rule.h"

namespace weighbridge::rules {
namespace {

bool has_attribute(const hdf5::Node& node, std::string_view name) { return node.attribute(name) != nullptr; }

bool is_child_with(const hdf5::Node& root, std::string_view attribute) {
  return std::ranges::any_of(root.children, [&](const auto& child) { return has_attribute(*child, attribute); });
}

bool ends_like_torch(const hdf5::Node& node) {
  return node.kind == hdf5::NodeKind::dataset && (node.name.ends_with(".weight") || node.name.ends_with(".bias"));
}

// Who wrote it, by marks that these programs always leave.
std::string origin_of(const hdf5::Node& root) {
  if (has_attribute(root, "PYTABLES_FORMAT_VERSION")) return is_child_with(root, "pandas_type") ? "pandas data" : "a PyTables file";
  if (is_child_with(root, "MATLAB_class")) return "a MATLAB 7.3 file";
  if (has_attribute(root, "_NCProperties")) return "a netCDF 4 file";
  if (root.attribute("encoding-type") != nullptr || (root.child("obs") != nullptr && root.child("var") != nullptr))
    return "an AnnData file";
  if (std::ranges::any_of(root.children, [](const auto& child) { return ends_like_torch(*child); })) return "weights with PyTorch's names";
  const bool only_data = std::ranges::all_of(root.children, [](const auto& child) { return child->kind == hdf5::NodeKind::dataset; });
  return only_data ? "a plain set of arrays" : "";
}

std::vector<std::string> names_in(const hdf5::Node& root) {
  std::vector<std::string> names;
  for (const auto& child : root.children) {
    if (names.size() == kListed) break;
    names.push_back(short_name(child->name));
  }
  return names;
}

}  // namespace

void check_foreign_hdf5(const Subject& subject, Findings& findings) {
  const hdf5::Node& root = subject.tree->root;
  if (subject.checkpoint->layout != keras::Layout::hdf5_other || root.children.empty()) return;
  if (subject.checkpoint->nested_model_at) return;  // model-in-subgroup
  const std::vector<std::string> members = names_in(root);
  const std::string origin = origin_of(root);
  findings.add(ids::kForeignHdf5,
               {.params = {{"looks", origin.empty() ? "" : ": it looks like " + origin}, {"members", text::join_names(members, 5)}},
                .evidence = {evidence::list(text::count_of(root.children.size(), "member") + " at the top", members),
                             evidence::absent("/", "layer_names, model_weights, vars or nb_layers")}});
}

}  // namespace weighbridge::rules
