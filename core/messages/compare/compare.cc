#include "messages/compare/compare.h"

namespace weighbridge::messages {

std::optional<Comparison> compare(const Asked& asked, const Report& report) {
  // What the text is about decides: shapes say more than counts, a class is about the architecture and not the weights.
  if (auto said = compare_class(asked, report)) return said;
  if (asked.counts_ranks) return compare_rank(asked, report);
  if (auto said = compare_shapes(asked, report)) return said;
  if (auto said = compare_layer_count(asked, report)) return said;
  return compare_variables(asked, report);
}

}  // namespace weighbridge::messages
