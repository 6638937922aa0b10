#include <string>

#include "base/text.h"
#include "rules/rule.h"

namespace weighbridge::rules {
namespace {

std::string inside_of(container::Inside inside) {
  switch (inside) {
    case container::Inside::not_known:
      return "The weights may well be inside.";
    case container::Inside::hdf5:
      return "Inside is an HDF5 file.";
    case container::Inside::zip:
      return "Inside is a zip archive, as .keras files are.";
    case container::Inside::gzip:
      return "Inside is a gzip-compressed file again, to be unpacked as well.";
    case container::Inside::tar:
      return "Inside is a tar archive.";
  }
  return "";
}

}  // namespace

void check_compressed_file(const Subject& subject, Findings& findings) {
  const container::Identification& file = subject.container;
  const auto* packed = file.as<container::PackedFile>();
  if (packed == nullptr) return;
  const std::string what = packed->format.empty() ? std::string(container::kind_title(file.kind)) : packed->format;
  const std::string kind = packed->format.empty() ? std::string(container::kind_id(file.kind)) : "other";
  findings.add(ids::kCompressedFile, {.params = {{"what", what}, {"inside", inside_of(packed->inside)}, {"kind", kind}},
                                      .evidence = {evidence::bytes(0, file.first_bytes_hex, what)}});
}

}  // namespace weighbridge::rules
