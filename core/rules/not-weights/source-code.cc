#include "base/text.h"
#include "rules/rule.h"

namespace weighbridge::rules {

void check_source_code(const Subject& subject, Findings& findings) {
  const container::Identification& file = subject.container;
  const auto language = file.facts.find("language");
  if (file.kind != container::Kind::text || language == file.facts.end()) return;
  const std::string name = language->second == "python" ? "Python" : text::shorten(language->second, 30);
  findings.add(ids::kSourceCode,
               {.params = {{"language", name}}, .evidence = {evidence::excerpt("the file begins with", file.text_excerpt)}});
}

}  // namespace weighbridge::rules
