#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "base/text.h"
#include "rules/proof/damage.h"
#include "rules/rule.h"

namespace weighbridge::rules {

namespace {

// How the bytes are got at. The tool of HDF5 that takes the flag back does not look into archives.
std::string_view kind_of(const Subject& subject) {
  if (subject.set != nullptr && subject.set->kind == GroupKind::shards) return "parts";
  return subject.container.kind == container::Kind::hdf5 && subject.set == nullptr ? "hdf5" : "keras-zip";
}

}  // namespace

void check_not_closed(const Subject& subject, Findings& findings) {
  if (!subject.never_closed()) return;
  const container::Superblock& superblock = *subject.superblock;
  const std::uint64_t at = superblock.signature_offset + (superblock.version < 2 ? 20 : 11);  // file consistency flags
  const std::array flags = {static_cast<std::byte>(superblock.consistency_flags)};
  findings.add(ids::kNotClosed,
               {.params = {{"kind", std::string(kind_of(subject))}},
                .evidence = {evidence::bytes(at, text::hex(flags), "the flag \"open for writing\" is still set")}});
}

}  // namespace weighbridge::rules
