#include "base/text.h"
#include "rules/rule.h"

namespace weighbridge::rules {

void check_xml_error(const Subject& subject, Findings& findings) {
  const container::Identification& file = subject.container;
  if (file.kind != container::Kind::xml) return;
  const auto code = file.facts.find("code");
  const std::string what = code == file.facts.end() ? "no code of an error" : "the code " + text::shorten(code->second, 60);
  findings.add(ids::kXmlError, {.params = {{"what", what}}, .evidence = {evidence::excerpt("the file begins with", file.text_excerpt)}});
}

}  // namespace weighbridge::rules
