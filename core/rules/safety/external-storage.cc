#include "base/text.h"
#include "rules/proof/layer_sets.h"
#include "rules/proof/tree_walk.h"
#include "rules/rule.h"

namespace weighbridge::rules {

void check_external_storage(const Subject& subject, Findings& findings) {
  const std::vector<Place> places = find_unusual(subject, [](const hdf5::Node& node) {
    return node.dataset &&
           (node.dataset->storage.kind == StorageKind::external || !node.dataset->external_files.empty());
  });
  if (places.empty()) return;
  std::vector<std::string> files;
  for (const Place& place : places)
    files.insert(files.end(), place.node->dataset->external_files.begin(), place.node->dataset->external_files.end());
  findings.add(ids::kExternalStorage, {.path = places.size() == 1 ? std::optional(places.front().path) : std::nullopt,
                                       .params = {{"arrays", text::count_of(places.size(), "array")},
                                                  {"files", files.empty() ? "another file" : list_for_people(files)}},
                                       .evidence = {evidence::list("arrays", bounded(paths_of(places))),
                                                    evidence::list("files that hold them", bounded(files))}});
}

}  // namespace weighbridge::rules
