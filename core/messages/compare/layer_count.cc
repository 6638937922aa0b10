#include "base/text.h"
#include "messages/compare/compare.h"
#include "messages/compare/file_layers.h"

namespace weighbridge::messages {

std::optional<Comparison> compare_layer_count(const Asked& asked, const Report& report) {
  if (!asked.counts_layers || !asked.found || !asked.wanted) return std::nullopt;
  const auto layers = layers_with_arrays(report);
  // The older reader counts the entries of a list that other layouts lack.
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
