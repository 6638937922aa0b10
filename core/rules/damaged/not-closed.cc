#include <array>
#include <cstddef>

#include "base/text.h"
#include "rules/proof/damage.h"
#include "rules/rule.h"

namespace weighbridge::rules {

void check_not_closed(const Subject& subject, Findings& findings) {
  if (!subject.never_closed()) return;
  const container::Superblock& superblock = *subject.superblock;
  const std::uint64_t at = superblock.signature_offset + (superblock.version < 2 ? 20 : 11);  // file consistency flags
  const std::array flags = {static_cast<std::byte>(superblock.consistency_flags)};
  // The tool of HDF5 that takes the flag back does not look into archives.
  const bool is_archive = subject.container.kind != container::Kind::hdf5 || subject.set != nullptr;
  findings.add(ids::kNotClosed, {.params = {{"kind", is_archive ? "keras-zip" : "hdf5"}},
                                 .evidence = {evidence::bytes(at, text::hex(flags), "the flag \"open for writing\" is still set")}});
}

}  // namespace weighbridge::rules
