#include <string>

#include "base/text.h"
#include "rules/proof/foreign_origin.h"
#include "rules/proof/layer_sets.h"
#include "rules/rule.h"

namespace weighbridge::rules {
namespace {

std::vector<std::string> names_in(const hdf5::Node& root) {
  std::vector<std::string> names;
  for (const auto& child : root.children) {
    if (names.size() == kListed) break;
    names.push_back(short_name(child->name));
  }
  return names;
}

std::vector<std::string> attributes_of(const hdf5::Node& root) {
  std::vector<std::string> names;
  for (const hdf5::Attribute& attribute : root.attributes) {
    if (names.size() == kListed) break;
    names.push_back(short_name(attribute.name));
  }
  return names;
}

std::string what_is_at_the_top(const hdf5::Node& root) {
  if (!root.children.empty()) return text::join_names(names_in(root), 5);
  const std::vector<std::string> attributes = attributes_of(root);
  return std::string(attributes.size() == 1 ? "no group and no array, only the attribute "
                                            : "no group and no array, only the attributes ") +
         text::join_names(attributes, 5);
}

// ": it is a NeXus file", ": it holds weights of Chainer"; where a mark is missing, ": it looks like a plain set of
// arrays".
std::string looks_like(const Origin& origin) {
  if (origin.what.empty()) return "";
  const bool is_content = origin.what.starts_with("weights ") || origin.what.ends_with(" data");
  const std::string_view sure = is_content ? ": it holds " : ": it is ";
  const std::string_view unsure = is_content ? ": it seems to hold " : ": it looks like ";
  return std::string(origin.mark.empty() ? unsure : sure) + origin.what;
}

}  // namespace

void check_foreign_hdf5(const Subject& subject, Findings& findings) {
  const hdf5::Node& root = subject.tree->root;
  if (subject.checkpoint->layout != keras::Layout::hdf5_other || is_blank(root)) return;
  if (subject.checkpoint->nested_model_at) return;  // model-in-subgroup
  const Origin origin = origin_of(*subject.tree, subject.container.first_bytes_hex);
  std::vector<Evidence> evidence;
  if (!origin.mark.empty()) evidence.push_back(evidence::at("/", origin.mark));
  if (!root.children.empty())
    evidence.push_back(evidence::list(text::count_of(root.children.size(), "member") + " at the top", names_in(root)));
  if (root.children.empty()) evidence.push_back(evidence::list("attributes, and nothing else", attributes_of(root)));
  evidence.push_back(evidence::absent("/", "layer_names, model_weights, vars or nb_layers"));
  findings.add(ids::kForeignHdf5, {.params = {{"looks", looks_like(origin)}, {"members", what_is_at_the_top(root)}},
                                   .evidence = std::move(evidence)});
}

}  // namespace weighbridge::rules
