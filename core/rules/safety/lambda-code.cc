#include "rules/proof/layer_sets.h"
#include "rules/rule.h"

namespace weighbridge::rules {

void check_lambda_code(const Subject& subject, Findings& findings) {
  const std::vector<std::string>& layers = subject.checkpoint->config.lambda_layers;
  if (layers.empty()) return;
  findings.add(ids::kLambdaCode,
               {.path = layers.size() == 1 ? std::optional(short_name(layers.front())) : std::nullopt,
                .layers = paths_of_named(*subject.checkpoint, layers),
                .params = {{"layers", list_for_people(layers)}},
                .evidence = {evidence::list("layers whose config holds code", bounded(layers))},
                // Every Lambda layer of Keras 1 and 2 was saved so; only the archives of Keras 3 are refused for it.
                .severity = subject.checkpoint->zip_member.empty() ? std::optional(Severity::note) : std::nullopt});
}

}  // namespace weighbridge::rules
