// Phrases that the verdict and the renderings share: who wrote the file, what it is, how to load it.
#ifndef WEIGHBRIDGE_REPORT_WORDING_H_
#define WEIGHBRIDGE_REPORT_WORDING_H_

#include <string>
#include <string_view>

#include "keras/checkpoint.h"
#include "weighbridge/report.h"

namespace weighbridge::report {

// "Keras 3.6.0 to 3.14.1", "tf.keras of TensorFlow 2.15.0", "Keras 2.2.4 or later"; "" when nothing is known.
[[nodiscard]] std::string writer_for_people(const VersionRange& version);
// "HDF5 1.14 opens it"
[[nodiscard]] std::string what_hdf5_does(const Inspection& inspection);
// In double quotes, as Python reads it.
[[nodiscard]] std::string quoted(std::string_view text);
// "a weights file in the layout of Keras 3"; for a whole model in a .keras archive "a Keras model archive".
[[nodiscard]] std::string layout_for_people(const keras::Checkpoint& checkpoint);
// How to load a sound file of this layout under this name, one sentence with the call in it.
// `before`: what is to be done to the model first, "call model.quantize(...), "; or "".
[[nodiscard]] std::string load_weights(std::string_view file_name, std::string_view before = "");
// The same for an unzipped .keras archive in the folder `name`.
[[nodiscard]] std::string load_folder(std::string_view name);
// The same for a preset of KerasHub, whose model is of that class.
[[nodiscard]] std::string load_preset(std::string_view class_name, std::string_view name);
// Whether that names load_model: the file brings its model along, under a name by which Keras looks for it.
[[nodiscard]] bool brings_its_model(const keras::Checkpoint& checkpoint, std::string_view file_name);
[[nodiscard]] std::string how_to_load(const keras::Checkpoint& checkpoint, std::string_view file_name,
                                      std::string_view before = "");

// The report's ids.
[[nodiscard]] std::string_view id_of(VerdictState state);
[[nodiscard]] std::string_view id_of(LayerState state);
[[nodiscard]] std::string_view id_of(TensorState state);
[[nodiscard]] std::string_view id_of(StorageKind kind);
[[nodiscard]] std::string_view id_of(ScanState state);
[[nodiscard]] std::string_view id_of(LoaderOutcome outcome);
[[nodiscard]] std::string_view id_of(NotRunCause cause);
[[nodiscard]] std::string_view id_of(Severity severity);
[[nodiscard]] std::string_view id_of(Confidence confidence);

}  // namespace weighbridge::report

#endif  // WEIGHBRIDGE_REPORT_WORDING_H_
