#include "rules/proof/foreign_origin.h"
#include "rules/rule.h"

namespace weighbridge::rules {

void check_blank_hdf5(const Subject& subject, Findings& findings) {
  const hdf5::Node& root = subject.tree->root;
  if (!is_blank(root)) return;
  const bool stamped = !root.attributes.empty();
  findings.add(ids::kBlankHdf5,
               {.confidence = Confidence::certain,
                .params = {{"what", stamped ? "only Keras' own version mark" : "no group, no array, no attribute"}},
                .evidence = {evidence::absent("/", stamped ? "groups and arrays" : "groups, arrays and attributes"),
                             evidence::measurement("file size", static_cast<double>(subject.size_bytes), "bytes")}});
}

}  // namespace weighbridge::rules
