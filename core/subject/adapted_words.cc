#include "subject/adapted_words.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "keras/class_table.h"

namespace weighbridge {

bool learnt_its_words(const keras::Checkpoint& checkpoint, const Layer& layer) {
  return keras::looks_up_words(layer.class_name) &&
         !std::ranges::contains(checkpoint.config.layers_with_words, layer.name);
}

std::vector<std::string> stopped_at_words(const keras::Checkpoint& checkpoint) {
  const auto& groups = checkpoint.groups_without_weight_names;
  const std::set<std::string_view> stopped(groups.begin(), groups.end());
  std::vector<std::string> names;
  for (const Layer& layer : checkpoint.layers) {
    if (keras::looks_up_words(layer.class_name) && stopped.contains(layer.name)) names.push_back(layer.name);
  }
  return names;
}

}  // namespace weighbridge
