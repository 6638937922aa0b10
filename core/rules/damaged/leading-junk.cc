#include "base/text.h"
#include "rules/rule.h"

namespace weighbridge::rules {

void check_leading_junk(const Subject& subject, Findings& findings) {
  const container::Identification& file = subject.container;
  if (file.mangling != container::Mangling::none) return;
  const bool hdf5 = file.kind != container::Kind::hdf5 && file.was == "hdf5" && file.hdf5_signature_at.value_or(0) > 0;
  const std::uint64_t zip_prefix = file.zip ? file.zip->prefix_bytes : 0;
  if (!hdf5 && (zip_prefix == 0 || file.kind == container::Kind::hdf5)) return;
  const std::uint64_t junk = hdf5 ? *file.hdf5_signature_at : zip_prefix;
  findings.add(ids::kLeadingJunk,
               {.params = {{"junk", text::count_of(junk, "byte")},
                           {"offset", std::to_string(junk)},
                           {"kind", hdf5 ? "hdf5" : "zip"}},
                .evidence = {evidence::bytes(0, file.first_bytes_hex, "what stands in front"),
                             evidence::measurement("the real file begins at", static_cast<double>(junk), "bytes")},
                // Python's zipfile reads an archive with something in front; HDF5 does not.
                .severity = hdf5 ? std::nullopt : std::optional(Severity::warning)});
}

}  // namespace weighbridge::rules
