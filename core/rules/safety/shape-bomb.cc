#include <string>

#include "base/text.h"
#include "rules/proof/layer_sets.h"
#include "rules/proof/tree_walk.h"
#include "rules/rule.h"
#include "weighbridge/limits.h"

namespace weighbridge::rules {
namespace {

bool is_shape_bomb(const hdf5::Node& node) {
  if (!node.dataset) return false;
  // Their values lie elsewhere by design: virtual-dataset and external-storage say that.
  const StorageKind kind = node.dataset->storage.kind;
  if (kind == StorageKind::virtual_ || kind == StorageKind::external) return false;
  const std::uint64_t declared = hdf5::declared_bytes(*node.dataset);
  return declared > limits::kShapeBombBytes && declared / limits::kShapeBombRatio > node.dataset->storage.size_bytes;
}

}  // namespace

void check_shape_bomb(const Subject& subject, Findings& findings) {
  const std::vector<Place> places = find_unusual(subject, is_shape_bomb);
  if (places.empty()) return;
  const hdf5::Dataset& worst = *places.front().node->dataset;
  findings.add(ids::kShapeBomb,
               {.path = places.front().path,
                .params = {{"declared", text::size_for_people(hdf5::declared_bytes(worst))},
                           {"stored", text::size_for_people(worst.storage.size_bytes)}},
                .evidence = {evidence::pair("bytes of " + places.front().path,
                                            text::group_digits(hdf5::declared_bytes(worst)) + " declared",
                                            text::group_digits(worst.storage.size_bytes) + " stored"),
                             evidence::list("arrays like that", bounded(paths_of(places)))}});
}

}  // namespace weighbridge::rules
