#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "base/text.h"
#include "hdf5/lost_arrays.h"
#include "rules/proof/damage.h"
#include "rules/proof/layer_sets.h"
#include "rules/proof/rescue.h"
#include "rules/proof/tree_walk.h"
#include "rules/rule.h"

namespace weighbridge::rules {
namespace {

// What the finding says of a file in which `what` is broken. Its length is known only where the superblock could be
// read.
std::map<std::string, std::string> params_of(const Subject& subject, std::string what, std::string reason,
                                             std::string kind) {
  const bool length_known = subject.superblock != nullptr || subject.container.kind != container::Kind::hdf5;
  const Rescue rescue = rescue_of(subject);
  return {
      {"what", std::move(what)},
      {"reason", std::move(reason)},
      {"kind", std::move(kind)},
      {"how", subject.container.kind == container::Kind::hdf5 && subject.container.was == "hdf5"
                  ? "The mark at its beginning by which HDF5 knows its files is overwritten"
              : subject.tree != nullptr && subject.hdf5_problem.empty() && hdf5::has_found(subject.tree->root)
                  ? "Bytes inside were changed or overwritten, or arrays were deleted from it"
              : length_known
                  ? "The file has its full length, but bytes inside were changed or overwritten"
                  : "The file begins like an HDF5 file, but what follows was changed, overwritten or never written"},
      {"pieces", rescue.pieces},
      {"lists", rescue.lists},
      {"version", rescue.version},
      {"backend", rescue.backend},
      {"rescued", rescue.rescued},
      {"then", rescue.then},
      {"rescue", has_intact_tensor(subject)
                     ? "; what is listed as intact can be saved into a new file" + how_to_load_the_rest(subject)
                     : ""}};
}

// What HDF5 says; or that it died of the file: a sound file does not do that, but a long silence proves less.
Evidence hdf5_says(const Subject& subject, std::string reason) {
  if (!subject.killed_hdf5()) return evidence::excerpt("HDF5 says", std::move(reason));
  const bool hung = subject.inspection->answer == InspectionAnswer::hung;
  return evidence::at("/", hung ? "HDF5's own library was ended after a long time without a sign of life"
                                : "HDF5's own library crashed while it read this file");
}

Confidence confidence_of(const Subject& subject) {
  const bool hung = subject.killed_hdf5() && subject.inspection->answer == InspectionAnswer::hung;
  return hung ? Confidence::likely : Confidence::certain;
}

// Nothing could be opened at all. `hdf5_problem` is HDF5's reason.
void add_unopened(const Subject& subject, Findings& findings) {
  const std::string reason = text::shorten(text::to_valid_utf8(subject.hdf5_problem), 150);
  findings.add(ids::kCorruptStructure, {.confidence = confidence_of(subject),
                                        .params = params_of(subject, "nothing in it can be opened", reason, "unopened"),
                                        .evidence = {hdf5_says(subject, reason)}});
}

// What could not be read in a file that opens: places, and attributes as "model_config of /".
struct Broken {
  std::vector<Place> places;
  std::vector<std::string> attributes;
  std::string reason;         // HDF5's, of the first
  bool is_found_out = false;  // the reason is ours: HDF5 sees nothing wrong
};

void note_attributes(const hdf5::Node& node, const std::string& path, Broken& broken) {
  for (const hdf5::Attribute& attribute : node.attributes) {
    if (!attribute.unreadable) continue;
    broken.attributes.push_back(attribute.name + " of " + (path.empty() ? "/" : path));
    if (broken.reason.empty()) broken.reason = attribute.problem;
  }
}

bool has_unreadable_attribute(const hdf5::Node& node) {
  return std::ranges::any_of(node.attributes, &hdf5::Attribute::unreadable);
}

Broken find_broken(const hdf5::Tree& tree) {
  Broken broken;
  broken.places = find_nodes(tree, [](const hdf5::Node& node) { return !node.problem.empty(); });
  broken.reason = !tree.root.problem.empty() ? tree.root.problem
                  : broken.places.empty()    ? ""
                                             : broken.places.front().node->problem;
  const hdf5::Node* first = !tree.root.problem.empty() || broken.places.empty() ? &tree.root : broken.places[0].node;
  broken.is_found_out = std::ranges::any_of(first->children, [](const auto& child) { return child->found_by_scan; });
  note_attributes(tree.root, "", broken);
  for (const Place& place : find_nodes(tree, has_unreadable_attribute))
    note_attributes(*place.node, place.path, broken);
  if (broken.reason.empty()) broken.reason = "an object could not be opened";
  broken.reason = text::shorten(text::to_valid_utf8(broken.reason), 150);
  return broken;
}

// "the attribute model_config of / cannot be read", "3 places in it cannot be read"
std::string what_is_broken(const Broken& broken, const hdf5::Tree& tree) {
  if (!tree.root.problem.empty() || (broken.places.empty() && broken.attributes.empty()))
    return "part of its table of contents cannot be read";
  if (broken.places.empty() && broken.attributes.size() == 1)
    return "the attribute " + short_name(broken.attributes.front()) + " cannot be read";
  return text::count_of(broken.places.size() + broken.attributes.size(), "place") + " in it cannot be read";
}

void add_unreadable_parts(const Subject& subject, Findings& findings) {
  const hdf5::Tree& tree = *subject.tree;
  const Broken broken = find_broken(tree);
  std::vector<Evidence> evidence{
      broken.is_found_out ? evidence::excerpt("what is wrong", broken.reason) : hdf5_says(subject, broken.reason),
      evidence::measurement("objects that can be read", static_cast<double>(tree.objects), "objects")};
  if (!broken.places.empty())
    evidence.push_back(evidence::list("places that cannot be read", bounded(paths_of(broken.places))));
  if (!broken.attributes.empty())
    evidence.push_back(evidence::list("attributes that cannot be read", bounded(broken.attributes)));
  if (!subject.checkpoint->unclaimed.empty() && hdf5::has_found(tree.root))
    evidence.push_back(
        evidence::list("arrays found by looking through the bytes", bounded(subject.checkpoint->unclaimed)));
  const bool one_place = broken.places.size() == 1 && broken.attributes.empty();
  findings.add(ids::kCorruptStructure,
               {.confidence = confidence_of(subject),
                .path = one_place ? std::optional(broken.places.front().path) : std::nullopt,
                .params = params_of(subject, what_is_broken(broken, tree), broken.reason,
                                    subject.hdf5_problem.empty() || has_intact_tensor(subject) ? "parts" : "unopened"),
                .evidence = std::move(evidence)});
}

// Every part of the structure can be read, and its names do not lead to what is there. Which of the two was changed, a
// name or the list of names, cannot be told; that arrays were renamed on purpose can't be ruled out.
void add_values_out_of_place(const Subject& subject, Findings& findings) {
  const keras::Checkpoint& checkpoint = *subject.checkpoint;
  const std::vector<std::string>& arrays = checkpoint.unclaimed;
  if (arrays.empty() && checkpoint.layout == keras::Layout::keras_0) {
    findings.add(ids::kCorruptStructure,
                 {.params = params_of(subject, "a number of layers or arrays in it does not fit what is there",
                                      "nb_layers or nb_params", "parts"),
                  .evidence = {evidence::at("/", "nb_layers and nb_params against the groups and arrays")}});
    return;
  }
  if (arrays.empty()) {
    findings.add(ids::kCorruptStructure,
                 {.params = params_of(subject, "its list of layers is missing", "no attribute layer_names", "parts"),
                  .evidence = {evidence::absent(checkpoint.root, "attribute layer_names")}});
    return;
  }
  const std::string what = arrays.size() == 1 ? "an array with values is in it, but no name in its lists leads there"
                                              : text::count_of(arrays.size(), "array") +
                                                    " with values are in it, but no name in its lists leads there";
  findings.add(ids::kCorruptStructure,
               {.confidence = Confidence::likely,
                .params = params_of(subject, what, "the first is " + short_name(arrays.front()), "parts"),
                .evidence = {evidence::list("arrays to which no name leads", bounded(arrays))}});
}

}  // namespace

void check_corrupt_structure(const Subject& subject, Findings& findings) {
  const container::Identification& file = subject.container;
  if (subject.tree != nullptr && (subject.tree->unreadable > 0 || !subject.tree->root.problem.empty())) {
    add_unreadable_parts(subject, findings);
  } else if (!subject.hdf5_problem.empty()) {
    add_unopened(subject, findings);
  } else if (file.zip && !file.zip->complete && file.zip->has_end_record &&
             file.mangling == container::Mangling::none) {
    findings.add(ids::kCorruptStructure,
                 {.params = params_of(subject, "the archive's own list does not fit its contents", file.zip->problem,
                                      "unopened"),
                  .evidence = {evidence::at("the zip directory", file.zip->problem)}});
  } else if (!subject.is_cut() && has_values_out_of_place(subject)) {
    add_values_out_of_place(subject, findings);
  }
}

}  // namespace weighbridge::rules
