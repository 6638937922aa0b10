#include "keras/file_names.h"
#include "rules/rule.h"

namespace weighbridge::rules {

void check_zip_named_h5(const Subject& subject, Findings& findings) {
  const keras::NameKind name = keras::name_kind(subject.file_name);
  if (subject.container.kind != container::Kind::keras_zip ||
      (name != keras::NameKind::h5 && name != keras::NameKind::weights_h5))
    return;
  findings.add(ids::kZipNamedH5, {.params = {},
                                  .evidence = {evidence::pair("format of names ending in .h5", "HDF5", "zip archive"),
                                               evidence::bytes(0, subject.container.first_bytes_hex,
                                                               "a zip archive; HDF5 begins with 89 48 44 46")}});
}

}  // namespace weighbridge::rules
