#include "base/text.h"
#include "rules/rule.h"

namespace weighbridge::rules {

void check_json_error(const Subject& subject, Findings& findings) {
  const container::Identification& file = subject.container;
  const auto* json = file.as<container::JsonDocument>();
  if (json == nullptr || !json->message || json->class_name || json->shards) return;
  findings.add(ids::kJsonError, {.params = {{"message", text::shorten(*json->message, 80)}},
                                 .evidence = {evidence::excerpt("the file begins with", file.text_excerpt)}});
}

}  // namespace weighbridge::rules
