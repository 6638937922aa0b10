#include <string>

#include "base/text.h"
#include "rules/proof/layer_sets.h"
#include "rules/proof/tree_walk.h"
#include "rules/rule.h"

namespace weighbridge::rules {
namespace {

// Nothing could be opened at all. `hdf5_problem` is HDF5's reason.
void add_unopened(const Subject& subject, Findings& findings) {
  const std::string reason = text::shorten(text::to_valid_utf8(subject.hdf5_problem), 150);
  findings.add(ids::kCorruptStructure, {.params = {{"what", "nothing in it can be opened"}, {"reason", reason}},
                                        .evidence = {evidence::excerpt("HDF5 says", reason)}});
}

void add_unreadable_parts(const Subject& subject, Findings& findings) {
  const hdf5::Tree& tree = *subject.tree;
  const std::vector<Place> broken = find_nodes(tree, [](const hdf5::Node& node) { return !node.problem.empty(); });
  std::string reason = !tree.root.problem.empty() ? tree.root.problem : broken.empty() ? "" : broken.front().node->problem;
  reason = text::shorten(text::to_valid_utf8(reason.empty() ? "an object could not be opened" : reason), 150);
  std::vector<Evidence> evidence{evidence::excerpt("HDF5 says", reason),
                                 evidence::measurement("objects that can be read", static_cast<double>(tree.objects), "objects")};
  if (!broken.empty()) evidence.push_back(evidence::list("places that can not be read", bounded(paths_of(broken))));
  const bool root = !tree.root.problem.empty() || broken.empty();
  findings.add(ids::kCorruptStructure, {.path = broken.size() == 1 ? std::optional(broken.front().path) : std::nullopt,
                                        .params = {{"what", root ? "part of its table of contents can not be read"
                                                                 : text::count_of(broken.size(), "place") + " in it can not be read"},
                                                   {"reason", reason}},
                                        .evidence = std::move(evidence)});
}

}  // namespace

void check_corrupt_structure(const Subject& subject, Findings& findings) {
  const container::Identification& file = subject.container;
  if (subject.tree != nullptr) {
    if (subject.tree->unreadable > 0 || !subject.tree->root.problem.empty()) add_unreadable_parts(subject, findings);
  } else if (!subject.hdf5_problem.empty()) {
    add_unopened(subject, findings);
  } else if (file.zip && !file.zip->complete && file.zip->has_end_record && file.mangling == container::Mangling::none) {
    findings.add(ids::kCorruptStructure,
                 {.params = {{"what", "the archive's own list does not fit its contents"}, {"reason", file.zip->problem}},
                  .evidence = {evidence::at("the zip directory", file.zip->problem)}});
  }
}

}  // namespace weighbridge::rules
