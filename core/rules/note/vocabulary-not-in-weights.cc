#include <algorithm>

#include "rules/proof/layer_sets.h"
#include "rules/rule.h"

namespace weighbridge::rules {
namespace {

bool has_vocabulary(const Layer& layer) {
  constexpr std::string_view kClasses[] = {"TextVectorization", "StringLookup", "IntegerLookup"};
  return std::ranges::find(kClasses, layer.class_name) != std::end(kClasses);
}

}  // namespace

void check_vocabulary_not_in_weights(const Subject& subject, Findings& findings) {
  const keras::Checkpoint& checkpoint = *subject.checkpoint;
  if (!checkpoint.zip_member.empty()) return;  // a .keras archive carries it under assets/
  std::vector<const Layer*> layers;
  for (const Layer& layer : checkpoint.layers) {
    if (has_vocabulary(layer)) layers.push_back(&layer);
  }
  if (layers.empty()) return;
  findings.add(ids::kVocabularyNotInWeights,
               {.confidence = Confidence::likely,
                .params = {{"layers", list_for_people(layers)}},
                .evidence = {evidence::list("layers with a vocabulary", names_of(layers)), evidence::absent("the file", "vocabulary")}});
}

}  // namespace weighbridge::rules
