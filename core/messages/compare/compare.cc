#include "messages/compare/compare.h"

#include "messages/compare/file_layers.h"

namespace weighbridge::messages {
// Keras 2 and tf.keras print the kernel of a convolution that did not fit as they have turned it: (3, 3, 4, 5) of the
// file as (5, 4, 3, 3). keras/engine/saving.py, preprocess_weights_for_loading: np.transpose(kernel, (3, 2, 0, 1)).
Asked as_stored(Asked asked, const Report& report) {
  if (!asked.saved_shape || asked.saved_shape->size() != 4 || has_shape(report, *asked.saved_shape)) return asked;
  const auto& turned = *asked.saved_shape;
  const Shape stored = {turned[2], turned[3], turned[1], turned[0]};
  if (has_shape(report, stored)) asked.saved_shape = stored;
  return asked;
}

std::optional<Comparison> compare(const Asked& asked, const Report& report) {
  // What the text is about decides: shapes say more than counts, a class is about the architecture and not the weights.
  if (auto said = compare_cudnn(asked, report)) return said;
  if (auto said = compare_class(asked, report)) return said;
  if (asked.container) return compare_container(asked, &report);
  if (asked.counts_ranks) return compare_rank(asked, report);
  if (auto said = compare_order(asked, report)) return said;
  if (asked.is_skipped) return std::nullopt;
  if (auto said = compare_shapes(asked, report)) return said;
  if (auto said = compare_layer_count(asked, report)) return said;
  return compare_variables(asked, report);
}

}  // namespace weighbridge::messages
