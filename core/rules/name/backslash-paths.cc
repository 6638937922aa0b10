#include <algorithm>

#include "rules/proof/common_params.h"
#include "rules/proof/layer_sets.h"
#include "rules/proof/tree_walk.h"
#include "rules/rule.h"

namespace weighbridge::rules {

void check_backslash_paths(const Subject& subject, Findings& findings) {
  if (!subject.checkpoint->has_backslash_names) return;
  const std::vector<Place> places =
      find_unusual(subject, [](const hdf5::Node& node) { return node.name.find('\\') != std::string::npos; });
  findings.add(ids::kBackslashPaths,
               {.params = {{"example", places.empty() ? "layers\\dense" : short_name(places.front().node->name)},
                           {"hdf5", part_name(subject, places.empty() ? 0 : places.front().node->file)}},
                .evidence = {evidence::list("names with a backslash", bounded(paths_of(places)))}});
}

}  // namespace weighbridge::rules
