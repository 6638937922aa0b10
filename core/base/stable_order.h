// Sorting what mostly stands in order already.
#ifndef WEIGHBRIDGE_BASE_STABLE_ORDER_H_
#define WEIGHBRIDGE_BASE_STABLE_ORDER_H_

#include <algorithm>
#include <functional>

namespace weighbridge {

// As std::ranges::stable_sort, which takes memory even for what is in order: a list of two for each of 10,000 layers.
template <typename Range, typename Less = std::ranges::less, typename Projection = std::identity>
void put_in_stable_order(Range& range, Less less = {}, Projection projection = {}) {
  if (!std::ranges::is_sorted(range, less, projection)) std::ranges::stable_sort(range, less, projection);
}

}  // namespace weighbridge

#endif  // WEIGHBRIDGE_BASE_STABLE_ORDER_H_
