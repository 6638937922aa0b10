#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "rules/proof/layer_sets.h"
#include "rules/rule.h"

namespace weighbridge::rules {
namespace {

// Keras 2.2 and 2.3 track what is a layer itself (keras/engine/network.py, __setattr__ of 2.2.4 and 2.3.1); tf.keras
// looks into lists and dicts (run with TensorFlow 1.13, 1.15, 2.1 and 2.3).
bool tracks_no_lists(const Subject& subject) {
  const VersionRange& writer = subject.checkpoint->writer.version;
  const auto is_keras_2 = [](std::string_view package, std::string_view version) {
    return package == "keras" && (version.starts_with("2.2") || version.starts_with("2.3"));
  };
  return is_keras_2(writer.package, writer.to.value_or("")) ||
         (subject.my_keras != nullptr && is_keras_2(subject.my_keras->package, subject.my_keras->version));
}

}  // namespace

void check_no_layers(const Subject& subject, Findings& findings) {
  const keras::Checkpoint& checkpoint = *subject.checkpoint;
  if (!checkpoint.layers.empty() || !checkpoint.model_level.empty() || !checkpoint.listed_without_group.empty()) return;
  std::string what;
  switch (checkpoint.layout) {
    case keras::Layout::legacy_weights:
    case keras::Layout::legacy_model:
      if (!checkpoint.has_layer_names) return;  // a stump without the list: save-interrupted
      what = "layer_names is an empty list";
      break;
    case keras::Layout::v3_weights:
      if (checkpoint.optimizer) return;  // optimizer-only says more
      what = "group vars of the model, and nothing beside it";
      break;
    case keras::Layout::keras_0:
      // A Graph lists none, whatever it has.
      if (subject.tree == nullptr || subject.tree->root.attribute("nb_layers") == nullptr) return;
      what = "nb_layers is 0";
      break;
    case keras::Layout::lora_adapter:
    case keras::Layout::hdf5_other:
      return;
  }
  std::map<std::string, std::string> params = {{"where", "in a plain Python object, a set, or only inside call()"},
                                               {"lists", " (or a flat list of layers)"}};
  if (tracks_no_lists(subject)) {
    params = {{"where",
               "in a list or dict, which Keras 2.2 and 2.3 do not search, in a plain Python object, or only inside "
               "call()"},
              {"lists", " of its own (these versions do not look into lists)"}};
  }
  findings.add(ids::kNoLayers, {.confidence = Confidence::certain,
                                .params = std::move(params),
                                .evidence = {evidence::at(checkpoint.root, what)}});
}

}  // namespace weighbridge::rules
