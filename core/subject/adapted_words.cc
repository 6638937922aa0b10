#include "subject/adapted_words.h"

#include <algorithm>

#include "keras/class_table.h"

namespace weighbridge {

std::vector<std::string> stopped_at_words(const keras::Checkpoint& checkpoint) {
  std::vector<std::string> names;
  for (const Layer& layer : checkpoint.layers) {
    const bool stopped = std::ranges::contains(checkpoint.groups_without_weight_names, layer.name);
    if (stopped && keras::looks_up_words(layer.class_name)) names.push_back(layer.name);
  }
  return names;
}

}  // namespace weighbridge
