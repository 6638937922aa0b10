#include <algorithm>

#include "base/text.h"
#include "rules/proof/layer_sets.h"
#include "rules/rule.h"

namespace weighbridge::rules {
namespace {

// "dup: dup/w:0" -> "dup/w:0", whose name says where it belongs; "dup: w" -> "w of dup".
std::vector<std::string> array_names(const std::vector<std::string>& listed) {
  std::vector<std::string> names;
  for (const std::string& entry : listed) {
    const std::size_t colon = entry.find(": ");
    if (colon == std::string::npos) {
      names.push_back(entry);
      continue;
    }
    const std::string layer = entry.substr(0, colon);
    const std::string array = entry.substr(colon + 2);
    names.push_back(array.contains(layer) ? array : array + " of " + layer);
  }
  return names;
}

// In an archive: what config.json describes and the weights do not have.
std::vector<std::string> described_only(const keras::Checkpoint& checkpoint) {
  std::vector<std::string> names;
  for (const Layer& layer : checkpoint.layers) {
    if (checkpoint.layout == keras::Layout::v3_weights && layer.state == LayerState::missing) names.push_back(layer.name);
  }
  return names;
}

// A whole-model file whose config is there while its weights were never begun.
bool stopped_before_weights(const keras::Checkpoint& checkpoint) {
  return checkpoint.layout == keras::Layout::legacy_model && !checkpoint.has_layer_names && checkpoint.layers.empty();
}

}  // namespace

void check_save_interrupted(const Subject& subject, Findings& findings) {
  const keras::Checkpoint& checkpoint = *subject.checkpoint;
  std::vector<std::string> no_group = checkpoint.listed_without_group;
  const bool shards = subject.set != nullptr && subject.set->kind == GroupKind::shards;  // missing-shard says it
  if (no_group.empty() && !shards) no_group = described_only(checkpoint);
  const auto& no_names = checkpoint.groups_without_weight_names;
  const auto& no_data = checkpoint.listed_without_dataset;

  std::vector<Evidence> evidence;
  if (!no_group.empty()) evidence.push_back(evidence::list("layers that are listed, but have no group", bounded(no_group)));
  if (!no_names.empty()) evidence.push_back(evidence::list("groups without the attribute weight_names", bounded(no_names)));
  if (!no_data.empty()) evidence.push_back(evidence::list("weights in weight_names without an array", bounded(no_data)));
  if (stopped_before_weights(checkpoint)) evidence.push_back(evidence::absent(checkpoint.root, "attribute layer_names"));
  if (evidence.empty()) return;

  const std::vector<std::string> worst = !no_names.empty() ? no_names : !no_data.empty() ? array_names(no_data) : no_group;
  const bool some_complete = std::ranges::contains(checkpoint.layers, LayerState::filled, &Layer::state);
  findings.add(
      ids::kSaveInterrupted,
      {.confidence = Confidence::likely,
       .path = no_names.empty() ? std::nullopt
                                : std::optional(checkpoint.root.empty() ? no_names.front() : checkpoint.root + "/" + no_names.front()),
       .params = {{"missing", worst.empty() ? "the first layer" : list_for_people(worst)},
                  {"kind", no_names.empty() ? "names" : "layer"},
                  {"rest", some_complete ? "; the layers that are complete can be taken over as shown below" : ""}},
       .evidence = std::move(evidence)});
}

}  // namespace weighbridge::rules
