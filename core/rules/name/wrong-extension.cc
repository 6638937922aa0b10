#include "keras/file_names.h"
#include "rules/proof/name_mismatch.h"
#include "rules/rule.h"

namespace weighbridge::rules {
namespace {

std::string ending_for(const Subject& subject) {
  if (subject.container.kind == container::Kind::keras_zip) return ".keras";
  const keras::Checkpoint* checkpoint = subject.checkpoint;
  return checkpoint != nullptr && checkpoint->layout == keras::Layout::v3_weights ? ".weights.h5" : ".h5";
}

}  // namespace

void check_wrong_extension(const Subject& subject, Findings& findings) {
  const container::Kind kind = subject.container.kind;
  if (keras::name_kind(subject.file_name) != keras::NameKind::other) return;
  const keras::Checkpoint* checkpoint = subject.checkpoint;
  const bool keras_hdf5 = kind == container::Kind::hdf5 && checkpoint != nullptr &&
                          checkpoint->layout != keras::Layout::hdf5_other &&
                          checkpoint->layout != keras::Layout::keras_0;
  if (!keras_hdf5 && kind != container::Kind::keras_zip) return;
  // Standalone Keras takes any name; so did tf.keras in TensorFlow 1.x for the files that it wrote itself.
  const bool old = checkpoint != nullptr && milder_for_old_writer(checkpoint->writer, "2.0").has_value();
  const std::string ending = ending_for(subject);
  findings.add(ids::kWrongExtension,
               {.params = {{"ending", ending}},
                .evidence = {evidence::pair("end of the name", ending, subject.file_name.substr(0, 200))},
                .severity = old ? std::optional(Severity::note) : std::nullopt});
}

}  // namespace weighbridge::rules
