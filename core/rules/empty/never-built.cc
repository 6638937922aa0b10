#include "rules/proof/emptiness.h"
#include "rules/proof/layer_sets.h"
#include "rules/rule.h"

namespace weighbridge::rules {

void check_never_built(const Subject& subject, Findings& findings) {
  const keras::Checkpoint& checkpoint = *subject.checkpoint;
  const LayerSets sets = sort_layers(checkpoint);
  const Emptiness emptiness = diagnose(checkpoint, sets);
  if (emptiness.cause != Emptiness::Cause::never_built) return;

  std::vector<Evidence> evidence{evidence_of_empty(checkpoint, emptiness.layers)};
  if (checkpoint.config.has_build_config == false) {
    evidence.push_back(evidence::absent("config.json", "build_config of the model"));
  }
  const std::string rescue = !sets.filled.empty()              ? "what the other layers have is in this file"
                             : !checkpoint.model_level.empty() ? "this file only has the model's own variables"
                                                               : "this file has nothing to recover";
  const std::string layers = list_for_people(emptiness.layers);
  findings.add(
      ids::kNeverBuilt,
      {.confidence = emptiness.confidence,
       .layers = paths_of_layers(emptiness.layers),
       .params = {{"why", why_or_none(emptiness,
                                      "A layer gets its weights when it is built or first runs on data. When the file "
                                      "was written, that had not happened to " +
                                          layers + ".")},
                  {"how", emptiness.how},
                  {"next", next_or_none(emptiness,
                                        "Run the model once on data, check that its layers have weights, and save "
                                        "again; " +
                                            rescue + ".")}},
       .evidence = std::move(evidence),
       // Of unknown layers only: they may need none.
       .severity = emptiness.confidence == Confidence::possible ? std::optional(Severity::warning) : std::nullopt});
}

}  // namespace weighbridge::rules
