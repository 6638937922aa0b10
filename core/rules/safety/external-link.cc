#include <string>

#include "base/text.h"
#include "rules/proof/common_params.h"
#include "rules/proof/layer_sets.h"
#include "rules/proof/tree_walk.h"
#include "rules/rule.h"

namespace weighbridge::rules {

void check_external_link(const Subject& subject, Findings& findings) {
  const std::vector<Place> links =
      find_unusual(subject, [](const hdf5::Node& node) { return node.kind == hdf5::NodeKind::external_link; });
  if (links.empty()) return;
  std::vector<std::string> targets;
  for (const Place& link : links) {
    if (targets.size() == kListed) break;
    targets.push_back(text::shorten(link.path + " -> " + text::to_valid_utf8(link.node->link_target), 200));
  }
  findings.add(ids::kExternalLink, {.path = links.size() == 1 ? std::optional(links.front().path) : std::nullopt,
                                    .params = {{"links", text::count_of(links.size(), "link")},
                                               {"target", short_name(links.front().node->link_target)},
                                               {"hdf5", part_name(subject, links.front().node->file)}},
                                    .evidence = {evidence::list("links", std::move(targets))}});
}

}  // namespace weighbridge::rules
