#include "keras/file_names.h"
#include "rules/proof/name_mismatch.h"
#include "rules/rule.h"

namespace weighbridge::rules {

void check_hdf5_named_keras(const Subject& subject, Findings& findings) {
  if (subject.container.kind != container::Kind::hdf5 || keras::name_kind(subject.file_name) != keras::NameKind::keras)
    return;
  const keras::Checkpoint* checkpoint = subject.checkpoint;
  const bool v3 = checkpoint != nullptr && checkpoint->layout == keras::Layout::v3_weights;
  const bool whole = checkpoint != nullptr && checkpoint->layout == keras::Layout::legacy_model;
  const std::string content(checkpoint == nullptr ? "HDF5 data" : content_for_people(*checkpoint));
  findings.add(ids::kHdf5NamedKeras,
               {.params = {{"content", content},
                           {"ending", v3 ? ".weights.h5" : ".h5"},
                           {"kind", v3      ? "v3"
                                    : whole ? "model"
                                            : "weights"}},
                .evidence = {evidence::pair("format of names ending in .keras", "zip archive", "HDF5"),
                             evidence::bytes(0, subject.container.first_bytes_hex,
                                             "HDF5's signature; a zip begins with 50 4B 03 04")},
                // tf.keras reads an HDF5 file named .keras up to 2.15, its last version (is_hdf5_filepath).
                .severity = checkpoint == nullptr ? std::nullopt : milder_for_old_writer(checkpoint->writer, "2.16")});
}

}  // namespace weighbridge::rules
