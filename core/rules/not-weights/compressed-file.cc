#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "rules/proof/layer_sets.h"
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

// Keras goes by the ending: "g.h5" of "g.h5.gz", "a.tar" of "a.tgz".
std::string name_of_what_comes_out(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kEndings = {
      {{".gz", ""}, {".bz2", ""}, {".xz", ""}, {".tgz", ".tar"}, {".tbz2", ".tar"}, {".txz", ".tar"}}};
  const std::string lower = text::to_lower_ascii(name);
  for (const auto& [ending, instead] : kEndings) {
    if (lower.ends_with(ending) && name.size() > ending.size())
      return std::string(name.substr(0, name.size() - ending.size())) + std::string(instead);
  }
  return std::string(name);
}

}  // namespace

void check_compressed_file(const Subject& subject, Findings& findings) {
  const container::Identification& file = subject.container;
  const auto* packed = file.as<container::PackedFile>();
  if (packed == nullptr) return;
  const std::string what = packed->format.empty() ? std::string(container::kind_title(file.kind)) : packed->format;
  const std::string kind = packed->format.empty() ? std::string(container::kind_id(file.kind)) : "other";
  findings.add(ids::kCompressedFile,
               {.params = {{"what", what},
                           {"inside", inside_of(packed->inside)},
                           {"kind", kind},
                           {"unpacked", short_name("unpacked-" + name_of_what_comes_out(subject.name()))}},
                .evidence = {evidence::bytes(0, file.first_bytes_hex, what)}});
}

}  // namespace weighbridge::rules
