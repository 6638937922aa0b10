#include <string>

#include "base/text.h"
#include "rules/proof/layer_sets.h"
#include "rules/rule.h"

namespace weighbridge::rules {
namespace {

std::string words_for(container::OrbaxFile file) {
  switch (file) {
    case container::OrbaxFile::manifest:
      return "the manifest of its database";
    case container::OrbaxFile::database:
      return "a part of its database";
    case container::OrbaxFile::array_list:
      return "the list of its arrays";
    case container::OrbaxFile::contents_note:
      return "the note that says what it consists of";
    case container::OrbaxFile::array_shapes:
      return "the shapes of its arrays";
    case container::OrbaxFile::devices:
      return "the devices that its arrays were on";
    case container::OrbaxFile::finish_note:
      return "the note that its save was finished";
    case container::OrbaxFile::architecture:
      return "the architecture of its model";
  }
  return "";
}

std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ", ") + name;
  return out;
}

struct Words {
  std::string title, headline, why, next, kind;
};

constexpr std::string_view kWhat =
    "keras.callbacks.OrbaxCheckpoint writes folders of many small files, not HDF5. Weighbridge reads what they list, "
    "not the numbers in "
    "them.";

Words of_piece(const container::OrbaxPiece& piece) {
  return {.title = "This is one piece of an Orbax checkpoint",
          .headline = "This is only a piece of an Orbax checkpoint: " + words_for(piece.file) + ".",
          .why = "An Orbax checkpoint is a folder; none of its files is a weight file alone.",
          .next = "Give Keras, and Weighbridge, the whole folder that holds the numbered steps.",
          .kind = "piece"};
}

Words of_cut_folder(const FileSet& set) {
  return {.title = "This Orbax checkpoint lacks some of its files",
          .headline = "This Orbax checkpoint is not complete: " + list_for_people(set.missing) +
                      (set.missing.size() == 1 ? " is missing." : " are missing."),
          .why = std::string(kWhat) + " Without the missing files nothing can read the arrays.",
          .next = "Copy the folder again, with everything in it, or take an older step.",
          .kind = "cut"};
}

Words of_other_program() {
  return {.title = "This is an Orbax checkpoint, but not one of keras.callbacks.OrbaxCheckpoint",
          .headline = "This is an Orbax checkpoint of another program than Keras' OrbaxCheckpoint.",
          .why =
              "Orbax keeps arrays for many JAX programs. Keras looks for an item called pytree with "
              "trainable_variables in it; there is "
              "none here, so model.load_weights cannot load it.",
          .next =
              "Load it with the program that wrote it, or with the package orbax-checkpoint, and assign the arrays "
              "yourself.",
          .kind = "other"};
}

Words of_unfinished(const FileSet& set) {
  return {
      .title = "The save of this Orbax checkpoint was not finished",
      .headline = "This Orbax checkpoint is not complete: " + list_for_people(set.unfinished) + " was never finished.",
      .why =
          "Orbax writes a step into a folder whose name ends in .orbax-checkpoint-tmp, and renames it when all is "
          "there. There is no "
          "other step here, so the program ended before that, or is still at it.",
      .next =
          "If the program still runs, wait until it is done. Otherwise take an older checkpoint; Keras passes this one "
          "over.",
      .kind = "cut"};
}

Words of_folder(const container::OrbaxPiece* piece, const FileSet& set) {
  const std::string arrays = piece == nullptr || piece->arrays == 0 ? "" : std::to_string(piece->model_arrays);
  const bool step = set.parts.empty();
  return {.title = "This is an Orbax checkpoint",
          .headline = "This is an Orbax checkpoint" +
                      (arrays.empty() ? "" : "; it lists " + arrays + " arrays of the model") +
                      ". Keras 3.14 and newer load such folders.",
          .why = std::string(kWhat) + (step ? " This is one step of it." : ""),
          .next = step ? "Give model.load_weights the folder around this one, which holds the numbered steps (Keras "
                         "3.14 or newer, with the package "
                         "orbax-checkpoint)."
                       : "Call model.load_weights with the whole path of the folder " + short_name(set.name) +
                             " in Keras 3.14 or newer, with the package orbax-checkpoint.",
          .kind = step ? "step" : "whole"};
}

}  // namespace

void check_orbax_checkpoint(const Subject& subject, Findings& findings) {
  const FileSet* set = subject.set != nullptr && subject.set->kind == GroupKind::orbax ? subject.set : nullptr;
  const auto* piece = subject.container.as<container::OrbaxPiece>();
  if (set == nullptr && piece == nullptr) return;
  Words words = set == nullptr         ? of_piece(*piece)
                : !set->any_finished   ? of_unfinished(*set)
                : !set->of_keras       ? of_other_program()
                : set->missing.empty() ? of_folder(piece, *set)
                                       : of_cut_folder(*set);
  std::vector<Evidence> evidence;
  if (piece != nullptr) evidence.push_back(evidence::at("", "what Orbax writes: " + words_for(piece->file)));
  if (set != nullptr) {
    evidence.push_back(evidence::measurement("files of the checkpoint", static_cast<double>(set->files), "files"));
    if (!set->parts.empty()) evidence.push_back(evidence::list("steps in it", bounded(set->parts)));
    if (!set->unfinished.empty())
      evidence.push_back(evidence::list("steps that were not finished", bounded(set->unfinished)));
    if (!set->missing.empty())
      evidence.push_back(evidence::list("files that the newest step lacks", bounded(set->missing)));
  }
  if (piece != nullptr && !piece->names.empty())
    evidence.push_back(evidence::list("arrays of the model", {joined(piece->names)}));
  findings.add(ids::kOrbaxCheckpoint, {.params = {{"title", std::move(words.title)},
                                                  {"headline", std::move(words.headline)},
                                                  {"why", std::move(words.why)},
                                                  {"next", std::move(words.next)},
                                                  {"folder", short_name(subject.name())},
                                                  {"kind", std::move(words.kind)}},
                                       .evidence = std::move(evidence)});
}

}  // namespace weighbridge::rules
