// A finding's page as a rule of SARIF.
#ifndef WEIGHBRIDGE_CLI_FORMATS_SARIF_RULE_H_
#define WEIGHBRIDGE_CLI_FORMATS_SARIF_RULE_H_

#include <string_view>

#include "base/json_builder.h"
#include "weighbridge/finding.h"

namespace weighbridge::cli {

// SARIF's words for both are ours.
[[nodiscard]] std::string_view word_of(Severity severity);
[[nodiscard]] std::string_view word_of(Confidence confidence);

// A reportingDescriptor: what the catalogue knows of `id`, and its page, with the fixes, as help; where the site has
// it, if that is known.
[[nodiscard]] JsonBuilder::Value sarif_rule(JsonBuilder& json, std::string_view id);

}  // namespace weighbridge::cli

#endif  // WEIGHBRIDGE_CLI_FORMATS_SARIF_RULE_H_
