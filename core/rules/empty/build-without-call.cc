#include "rules/proof/emptiness.h"
#include "rules/proof/layer_sets.h"
#include "rules/rule.h"

namespace weighbridge::rules {

void check_build_without_call(const Subject& subject, Findings& findings) {
  const keras::Checkpoint& checkpoint = *subject.checkpoint;
  const LayerSets sets = sort_layers(checkpoint);
  const Emptiness emptiness = diagnose(checkpoint, sets);
  if (emptiness.cause != Emptiness::Cause::build_without_call) return;

  std::vector<Evidence> evidence{evidence_of_empty(checkpoint, emptiness.layers)};
  if (checkpoint.config.has_build_config == true) {
    evidence.push_back(evidence::at("config.json", "build_config of the model is there"));
  } else {
    evidence.push_back(evidence::at("vars", "groups carry a name attribute, which Keras writes from 3.6 on"));
  }
  const std::string layers = list_for_people(emptiness.layers);
  findings.add(
      ids::kBuildWithoutCall,
      {.confidence = emptiness.confidence,
       .layers = paths_of_layers(emptiness.layers),
       .params = {{"why", why_or_none(emptiness, "Layers get their weights when the model first runs on data, and " +
                                                     layers + " never did, so there was nothing to save.")},
                  {"how", emptiness.how},
                  {"next", next_or_none(emptiness,
                                        "Run the model once on data (build() alone does not do it), check that its "
                                        "layers have weights, and save again.")}},
       .evidence = std::move(evidence),
       .severity = emptiness.confidence == Confidence::possible ? std::optional(Severity::warning) : std::nullopt});
}

}  // namespace weighbridge::rules
