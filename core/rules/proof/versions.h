// Release numbers compared as people read them.
#ifndef WEIGHBRIDGE_RULES_PROOF_VERSIONS_H_
#define WEIGHBRIDGE_RULES_PROOF_VERSIONS_H_

#include <string_view>

#include "weighbridge/report.h"

namespace weighbridge::rules {

// Compares only as many parts as `bound` names: "2.15.1" is not above the bound "2.15". Negative, 0 or positive.
[[nodiscard]] int compare_to_bound(std::string_view version, std::string_view bound);

// True if every version that can have written the file is below `bound`; false when that is not known.
[[nodiscard]] bool surely_below(const VersionRange& writer, std::string_view bound);
[[nodiscard]] bool is_tf_keras(const Writer& writer);  // tf.keras or tf_keras
[[nodiscard]] bool is_standalone_before_3(const Writer& writer);
[[nodiscard]] bool is_keras_3(const Writer& writer);

}  // namespace weighbridge::rules

#endif  // WEIGHBRIDGE_RULES_PROOF_VERSIONS_H_
