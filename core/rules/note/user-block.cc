#include "base/text.h"
#include "rules/rule.h"

namespace weighbridge::rules {

void check_user_block(const Subject& subject, Findings& findings) {
  const container::Identification& file = subject.container;
  if (file.kind != container::Kind::hdf5 || file.hdf5_signature_at.value_or(0) == 0) return;
  findings.add(
      ids::kUserBlock,
      {.params = {{"bytes", text::count_of(*file.hdf5_signature_at, "byte")}},
       .evidence = {evidence::measurement("HDF5 begins at", static_cast<double>(*file.hdf5_signature_at), "bytes"),
                    evidence::bytes(0, file.first_bytes_hex, "the user block")}});
}

}  // namespace weighbridge::rules
