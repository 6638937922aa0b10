#include <string>

#include "base/text.h"
#include "rules/rule.h"

namespace weighbridge::rules {
namespace {

using container::Kind;

struct Packing {
  std::string title;
  std::string kind;
};

Packing packing_of(const container::Identification& file) {
  switch (file.kind) {
    case Kind::gzip:
    case Kind::bzip2:
    case Kind::xz:
    case Kind::seven_zip:
    case Kind::rar:
    case Kind::tar:
      return {std::string(container::kind_title(file.kind)), std::string(container::kind_id(file.kind))};
    case Kind::unknown:
      if (const auto format = file.facts.find("format"); format != file.facts.end() && format->second.ends_with("-compressed file")) {
        return {format->second, "other"};
      }
      return {};
    default:
      return {};
  }
}

std::string inside_of(const container::Identification& file) {
  const auto inner = file.facts.find("inner");
  if (inner == file.facts.end()) return "The weights may well be inside.";
  if (inner->second == "hdf5") return "Inside is an HDF5 file.";
  if (inner->second == "gzip") return "Inside is a gzip-compressed file again, to be unpacked as well.";
  return inner->second == "zip" ? "Inside is a zip archive, as .keras files are." : "Inside is a tar archive.";
}

}  // namespace

void check_compressed_file(const Subject& subject, Findings& findings) {
  const container::Identification& file = subject.container;
  const Packing packing = packing_of(file);
  if (packing.kind.empty()) return;
  findings.add(ids::kCompressedFile, {.params = {{"what", packing.title}, {"inside", inside_of(file)}, {"kind", packing.kind}},
                                      .evidence = {evidence::bytes(0, file.first_bytes_hex, packing.title)}});
}

}  // namespace weighbridge::rules
