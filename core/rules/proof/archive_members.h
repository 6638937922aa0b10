// The members of a .keras archive as the rules about archives see them.
#ifndef WEIGHBRIDGE_RULES_PROOF_ARCHIVE_MEMBERS_H_
#define WEIGHBRIDGE_RULES_PROOF_ARCHIVE_MEMBERS_H_

#include <string>
#include <vector>

#include "rules/rule.h"

namespace weighbridge::rules {

// A zip archive that can be listed to its end; null otherwise. Damage has rules of its own.
[[nodiscard]] const container::ZipDirectory* complete_zip(const Subject& subject);
[[nodiscard]] bool holds_weights(const container::ZipDirectory& zip);
// Names for evidence, bounded.
[[nodiscard]] std::vector<std::string> member_names(const container::ZipDirectory& zip);

}  // namespace weighbridge::rules

#endif  // WEIGHBRIDGE_RULES_PROOF_ARCHIVE_MEMBERS_H_
