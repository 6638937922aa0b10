#include "rules/proof/damage.h"
#include "rules/rule.h"

namespace weighbridge::rules {

void check_not_closed(const Subject& subject, Findings& findings) {
  if (!never_closed(subject)) return;
  const container::Superblock& superblock = *subject.superblock;
  const std::uint64_t at = superblock.signature_offset + (superblock.version < 2 ? 20 : 11);  // file consistency flags
  findings.add(ids::kNotClosed, {.evidence = {evidence::bytes(at, "01", "the flag \"open for writing\" is still set")}});
}

}  // namespace weighbridge::rules
