#include "base/text.h"
#include "messages/compare/compare.h"
#include "messages/compare/file_layers.h"

namespace weighbridge::messages {

std::optional<Comparison> compare_layer_count(const Asked& asked, const Report& report) {
  if (!asked.counts_layers || !asked.found || !asked.wanted) return std::nullopt;
  const auto layers = layers_with_arrays(report);
  // The older reader counts the entries of a list that other layouts lack.
  if (*asked.found == 0 && has_places(report) && !layers.empty()) {
    return Comparison{
        "This file is in the layout of Keras 3, which has no such list. The reader for the older one is asked by every "
        "TensorFlow before 2.12, and by newer ones and Keras 3 where the name does not end in `.weights.h5` or "
        "`.keras`. Load it under a name that ends so, with Keras 3 or tf.keras 2.12 or later."};
  }
  if (layers.empty() || !is_listed(report)) return std::nullopt;
  const std::string here =
      "This file has " + text::count_of(layers.size(), "layer") + " with weights: " + shown_layers(layers) + ".";
  if (*asked.found != layers.size())
    return Comparison{
        here + " The message counts " + std::to_string(*asked.found) + ", so it may be about another file.", false};
  return Comparison{here + " Your model has " + std::to_string(*asked.wanted) +
                    ": it is not the architecture that was saved."};
}

}  // namespace weighbridge::messages
