#include "rules/proof/emptiness.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "keras/class_table.h"
#include "keras/versions.h"
#include "rules/proof/training.h"
#include "subject/functional_parts.h"

namespace weighbridge::rules {
namespace {

using Cause = Emptiness::Cause;

// A .keras archive says it itself: build_config is absent from the config of a model that was never built
// (serialization_lib.py; measured on 2.15, 3.6 and 3.15 for Sequential and subclassed models).
Emptiness diagnose_archive(const keras::Checkpoint& checkpoint) {
  if (!*checkpoint.config.has_build_config) {
    return {Cause::never_built, Confidence::certain,
            "The archive's config has no build_config: the model itself was never built either."};
  }
  if (keras::is_tf_keras(checkpoint.writer)) {
    // Here build() runs call() and does create weights; what is left is a call that raised, or a build() of the user's
    // own.
    return {Cause::never_built, Confidence::likely,
            "The model counts as built all the same: either a call to it failed, or its own build() leaves the layers "
            "out."};
  }
  // A Sequential or functional model builds its layers with itself: its config says that they had their weights, so the
  // save lost them.
  if (is_plain_model(checkpoint)) return {};
  return {Cause::build_without_call, Confidence::certain,
          "The archive's config has a build_config, so build() did run; in Keras 3 that only marks a subclassed model "
          "as built."};
}

Emptiness diagnose_v3(const keras::Checkpoint& checkpoint) {
  if (!checkpoint.has_name_attributes) {
    return {Cause::never_built, is_plain_model(checkpoint) ? Confidence::certain : Confidence::likely,
            "Keras 3.0 to 3.5, tf.keras 2.12 to 2.15 and tf_keras write such a file without a word, also after a call "
            "that failed."};
  }
  // Named groups: Keras 3.6 or newer. From 3.7 on an unbuilt model is refused, which leaves build() on a subclassed
  // model.
  if (is_plain_model(checkpoint)) {
    return {Cause::never_built, Confidence::likely,
            "Keras 3.6 writes such a file without a word; Keras 3.7 and newer refuse to."};
  }
  return {Cause::build_without_call, Confidence::likely,
          "Either only build() was called, which in Keras 3 does not build the layers of a subclassed model, or Keras "
          "3.6 saved the "
          "model before it was built at all; the file cannot tell which."};
}

Emptiness diagnose_legacy(const keras::Checkpoint& checkpoint) {
  if (keras::is_tf_keras(checkpoint.writer)) {
    return {Cause::never_built, Confidence::likely,
            "Either a subclassed model was saved before its first call, or a call failed before: after that tf.keras "
            "takes the model "
            "for built."};
  }
  const bool keras_3 = keras::is_keras_3(checkpoint.writer);
  if (keras_3 && is_plain_model(checkpoint)) {
    return {Cause::never_built, Confidence::certain,
            "Keras 3 writes an unbuilt model into an .h5 file without a word."};
  }
  if (keras_3) {
    return {Cause::never_built, Confidence::likely,
            "Either the model never ran on data, or only build() was called: in Keras 3 that does not build a "
            "subclassed model's layers."};
  }
  return {Cause::never_built, Confidence::likely,
          "Keras 2 writes such a file without a word, also after build() alone on a subclassed model."};
}

// Without those of functional models inside of this one, which are built and have none.
std::vector<const Layer*> not_built_for_sure(const keras::Checkpoint& checkpoint, std::vector<const Layer*> layers) {
  const FunctionalParts built(checkpoint);
  std::erase_if(layers, [&](const Layer* layer) { return built.hold(*layer); });
  return layers;
}

}  // namespace

Emptiness diagnose(const keras::Checkpoint& checkpoint, const LayerSets& sets) {
  const bool nothing_filled = sets.nothing_filled() && checkpoint.model_level.empty();
  const bool unbuilt = checkpoint.config.has_build_config == false;
  std::vector<const Layer*> lacking = sets.empty;
  // Layers of unknown classes count only where nothing at all is filled, or the archive itself says that the model was
  // never built.
  const bool only_unknown = lacking.empty() && (nothing_filled || unbuilt);
  if (only_unknown) lacking = not_built_for_sure(checkpoint, sets.undetermined);
  if (lacking.empty()) return {};
  // An optimizer that took steps, or keeps arrays for variables, met variables: the layers had theirs, and it is the
  // save that left them out.
  if (nothing_filled && training_of(checkpoint).was_meant()) return {};

  Emptiness found;
  switch (checkpoint.layout) {
    case keras::Layout::v3_weights:
      // Part of the layers filled: only a config can prove that the model was not built (the filled ones were called by
      // hand).
      if (!sets.nothing_filled() && !unbuilt) return {};
      found = checkpoint.config.has_build_config ? diagnose_archive(checkpoint) : diagnose_v3(checkpoint);
      break;
    case keras::Layout::legacy_weights:
    case keras::Layout::legacy_model:
      if (!sets.nothing_filled()) return {};
      found = diagnose_legacy(checkpoint);
      break;
    case keras::Layout::keras_0:  // no names and no classes: nothing can be said about a layer
    case keras::Layout::lora_adapter:
    case keras::Layout::hdf5_other:
      return {};
  }
  // What was called by hand is built: a layer of an unknown class beside it may be too, and have nothing.
  if (only_unknown && (!unbuilt || !nothing_filled)) {
    const bool promised =
        std::ranges::any_of(lacking, [](const Layer* layer) { return keras::name_promises_weights(*layer); });
    found.confidence = std::max(found.confidence, promised ? Confidence::likely : Confidence::possible);
  }
  found.or_needs_none = only_unknown && !unbuilt;
  // A layer that makes no variables of its own is saved like this by every version that names its groups.
  const bool named_v3 = checkpoint.layout == keras::Layout::v3_weights && checkpoint.has_name_attributes;
  found.or_untracked = found.or_needs_none && named_v3;
  if (found.or_untracked) {
    found.how =
        "Or the layers make no variables that Keras knows of: then every version writes such a file. Before they were "
        "built only "
        "Keras 3.6 does, and build() alone on a subclassed model; the file cannot tell which.";
  }
  found.layers = std::move(lacking);
  return found;
}

std::string why_or_none(const Emptiness& emptiness, std::string otherwise) {
  if (!emptiness.or_needs_none) return otherwise;
  return list_for_people(emptiness.layers) +
         " may need no weights, as Flatten and Dropout do; then all is well. If not, they had none yet when the file "
         "was written.";
}

std::string next_or_none(const Emptiness& emptiness, std::string otherwise) {
  if (!emptiness.or_needs_none) return otherwise;
  return "Run your model once on data and look at model.count_params(): if it is 0 then, there is nothing to do; else "
         "save again.";
}

Evidence evidence_of_empty(const keras::Checkpoint& checkpoint, const std::vector<const Layer*>& layers) {
  const std::string where = checkpoint.layout == keras::Layout::v3_weights ? "groups listed without a single variable"
                                                                           : "layers listed with an empty weight_names";
  const std::string more = layers.size() > kListed ? " (the first " + std::to_string(kListed) + " of " +
                                                         text::group_digits(layers.size()) + ")"
                                                   : "";
  return evidence::list(where + more, names_of(layers));
}

}  // namespace weighbridge::rules
