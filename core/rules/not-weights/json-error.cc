#include "base/text.h"
#include "rules/rule.h"

namespace weighbridge::rules {

void check_json_error(const Subject& subject, Findings& findings) {
  const container::Identification& file = subject.container;
  const auto message = file.facts.find("message");
  if (file.kind != container::Kind::json || message == file.facts.end()) return;
  if (file.facts.contains("class_name") || file.facts.contains("weight_map")) return;
  findings.add(ids::kJsonError, {.params = {{"message", text::shorten(message->second, 80)}},
                                 .evidence = {evidence::excerpt("the file begins with", file.text_excerpt)}});
}

}  // namespace weighbridge::rules
