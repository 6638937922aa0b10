#include "base/text.h"
#include "rules/proof/layer_sets.h"
#include "rules/proof/tree_walk.h"
#include "rules/rule.h"

namespace weighbridge::rules {

void check_virtual_dataset(const Subject& subject, Findings& findings) {
  const std::vector<Place> places = find_unusual(subject, [](const hdf5::Node& node) {
    return node.dataset && node.dataset->storage.kind == StorageKind::virtual_;
  });
  if (places.empty()) return;
  findings.add(ids::kVirtualDataset, {.path = places.size() == 1 ? std::optional(places.front().path) : std::nullopt,
                                      .params = {{"arrays", text::count_of(places.size(), "array")}},
                                      .evidence = {evidence::list("virtual arrays", bounded(paths_of(places)))}});
}

}  // namespace weighbridge::rules
