#include "rules/proof/name_mismatch.h"

#include "keras/versions.h"

namespace weighbridge::rules {

std::optional<Severity> milder_for_old_writer(const Writer& writer, std::string_view first_strict) {
  const bool old_tf_keras = writer.version.package == "tf.keras" && keras::surely_below(writer.version, first_strict);
  if (old_tf_keras || keras::is_standalone_before_3(writer)) return Severity::warning;
  return std::nullopt;
}

std::string_view content_for_people(const keras::Checkpoint& checkpoint) {
  switch (checkpoint.layout) {
    case keras::Layout::v3_weights:
      return "weights in the layout of Keras 3";
    case keras::Layout::legacy_weights:
      return "weights in the older layout (Keras 1 and 2, tf.keras .h5)";
    case keras::Layout::legacy_model:
      return "a whole model in the older layout (Keras 1 and 2, .h5)";
    case keras::Layout::keras_0:
      return "weights in the layout of Keras 0";
    case keras::Layout::lora_adapter:
      return "pairs of LoRA matrices";
    case keras::Layout::hdf5_other:
      return "HDF5 data";
  }
  return "HDF5 data";
}

}  // namespace weighbridge::rules
