#include "rules/proof/layer_sets.h"
#include "rules/rule.h"

namespace weighbridge::rules {

void check_model_in_subgroup(const Subject& subject, Findings& findings) {
  const std::optional<std::string>& path = subject.checkpoint->nested_model_at;
  if (!path) return;
  findings.add(ids::kModelInSubgroup, {.path = path,
                                       .params = {{"group", short_name(*path)}},
                                       .evidence = {evidence::at(*path, "a Keras model"),
                                                    evidence::absent("/", "layer_names and model_weights")}});
}

}  // namespace weighbridge::rules
