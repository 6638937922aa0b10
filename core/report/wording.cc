#include "report/wording.h"

#include "base/text.h"
#include "keras/loose_archive.h"
#include "keras/releases/loader_rows.h"

namespace weighbridge::report {
namespace {

bool ends_with_any_case(std::string_view name, std::string_view ending) {
  return text::to_lower_ascii(name).ends_with(ending);
}

std::string load_whole_model(std::string_view file_name) {
  return "keras.models.load_model(" + quoted(file_name) + ") brings back the whole model; model.load_weights(" +
         quoted(file_name) + ") puts the weights into the same model built in code.";
}

std::string load_weights_as(std::string_view file_name, std::string_view ending, std::string_view before) {
  return "Give it a name that ends in " + std::string(ending) + " (now: " + quoted(file_name) +
         "), build the same model, " + std::string(before) + "then call model.load_weights(...) with the new name.";
}

}  // namespace

std::string what_hdf5_does(const Inspection& inspection) {
  switch (inspection.answer) {
    case InspectionAnswer::opens:
      return inspection.library + " opens it";
    case InspectionAnswer::refused:
      return inspection.library + " refuses it";
    case InspectionAnswer::crashed:
      return inspection.library + " crashes on it";
    case InspectionAnswer::hung:
      return inspection.library + " does not come to an end with it";
  }
  return "";
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

std::string load_weights(std::string_view file_name, std::string_view before) {
  return "Build the same model, " + std::string(before) + "then call model.load_weights(" + quoted(file_name) + ").";
}

// saving_api.py, load_model: a folder with config.json is taken by Keras 3.4.1 and not by 3.3.3; load_weights never
// takes one.
std::string load_folder(std::string_view name) {
  if (name == keras::kLooseArchive) {
    return "Put its files into one folder and call keras.models.load_model(...) with that folder (Keras 3.4 or newer), "
           "or build the same "
           "model "
           "and call model.load_weights(\"model.weights.h5\").";
  }
  return "keras.models.load_model(" + quoted(name) +
         ") brings back the whole model (Keras 3.4 or newer); model.load_weights(" +
         quoted(std::string(name) + "/model.weights.h5") + ") puts the weights into the same model built in code.";
}

std::string load_preset(std::string_view class_name, std::string_view name) {
  const std::string backbone(class_name.empty() ? "Backbone" : class_name);
  const bool is_loose = name == keras::kLooseArchive;
  return (is_loose ? "Put its files into one folder: KerasHub loads it with keras_hub.models."
                   : "KerasHub loads the whole folder: keras_hub.models.") +
         backbone + ".from_preset(" + (is_loose ? "..." : quoted(name)) + "); model.load_weights(" +
         quoted(is_loose ? "model.weights.h5" : std::string(name) + "/model.weights.h5") +
         ") puts the weights into the same backbone built in code.";
}

std::string writer_for_people(const VersionRange& version) { return keras::in_words(version); }

std::string layout_for_people(const keras::Checkpoint& checkpoint) {
  switch (checkpoint.layout) {
    case keras::Layout::v3_weights:
      return checkpoint.zip_member.empty() ? "a weights file in the layout of Keras 3" : "a Keras model archive";
    case keras::Layout::legacy_weights:
      return "a weights file in the older (legacy) HDF5 layout";
    case keras::Layout::legacy_model:
      return checkpoint.config.present
                 ? "a whole model in the older (legacy) HDF5 layout"
                 : "the weights of a whole model in the older (legacy) HDF5 layout, without the model's description";
    case keras::Layout::keras_0:
      return "a weights file in the layout of Keras 0";
    case keras::Layout::lora_adapter:
      return "a LoRA adapter";
    case keras::Layout::hdf5_other:
      return "an HDF5 file";
  }
  return "an HDF5 file";
}

bool brings_its_model(const keras::Checkpoint& checkpoint, std::string_view file_name) {
  if (checkpoint.layout == keras::Layout::v3_weights) return !checkpoint.zip_member.empty();
  const bool h5_name = !ends_with_any_case(file_name, ".weights.h5") &&
                       (ends_with_any_case(file_name, ".h5") || ends_with_any_case(file_name, ".hdf5"));
  return checkpoint.layout == keras::Layout::legacy_model && h5_name && checkpoint.config.present;
}

// What each loader takes is measured in the corpus (oracle.jsonl): load_weights of Keras 3 wants .weights.h5 for the v3
// layout and .h5 or .hdf5 for the legacy one; load_model wants .keras, .h5 or .hdf5. Keras 0.x files are read by Keras
// 0.x and 1.x only.
std::string how_to_load(const keras::Checkpoint& checkpoint, std::string_view file_name, std::string_view before) {
  const bool v3_name = ends_with_any_case(file_name, ".weights.h5");
  const bool h5_name = !v3_name && (ends_with_any_case(file_name, ".h5") || ends_with_any_case(file_name, ".hdf5"));
  switch (checkpoint.layout) {
    case keras::Layout::v3_weights:
      if (!checkpoint.zip_member.empty()) return load_whole_model(file_name);
      return v3_name ? load_weights(file_name, before) : load_weights_as(file_name, ".weights.h5", before);
    case keras::Layout::legacy_weights:
      if (checkpoint.lists_arrays)
        return "It is one piece of a model, and Keras finds no layer in it. Keep all pieces and the .index.json in one "
               "folder, and load that with from_pretrained of Transformers.";
      return h5_name ? load_weights(file_name, before) : load_weights_as(file_name, ".h5", before);
    case keras::Layout::legacy_model:
      if (!h5_name) return load_weights_as(file_name, ".h5", before);
      return checkpoint.config.present ? load_whole_model(file_name) : load_weights(file_name, before);
    case keras::Layout::keras_0:
      return "Only Keras 0.x and 1.x read this layout: load it there with model.load_weights(" + quoted(file_name) +
             "), then save it again for the version you use.";
    case keras::Layout::lora_adapter:
      return "Build its model, then call backbone.load_lora_weights(" + quoted(file_name) + ").";
    case keras::Layout::hdf5_other:
      return "";
  }
  return "";
}

}  // namespace weighbridge::report
