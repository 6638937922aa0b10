#include <algorithm>

#include "rules/rule.h"

namespace weighbridge::rules {
namespace {

// What Keras writes into the root before the first layer.
bool is_keras_stamp(const hdf5::Attribute& attribute) { return attribute.name == "keras_version" || attribute.name == "backend"; }

}  // namespace

void check_blank_hdf5(const Subject& subject, Findings& findings) {
  const hdf5::Node& root = subject.tree->root;
  if (!root.children.empty() || !root.problem.empty() || !std::ranges::all_of(root.attributes, is_keras_stamp)) return;
  const bool stamped = !root.attributes.empty();
  findings.add(ids::kBlankHdf5, {.confidence = Confidence::certain,
                                 .params = {{"what", stamped ? "only Keras' own version mark" : "no group, no array, no attribute"}},
                                 .evidence = {evidence::absent("/", stamped ? "groups and arrays" : "groups, arrays and attributes"),
                                              evidence::measurement("file size", static_cast<double>(subject.size_bytes), "bytes")}});
}

}  // namespace weighbridge::rules
