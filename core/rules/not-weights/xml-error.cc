#include "base/text.h"
#include "rules/rule.h"

namespace weighbridge::rules {

void check_xml_error(const Subject& subject, Findings& findings) {
  const container::Identification& file = subject.container;
  if (file.kind != container::Kind::xml) return;
  const auto* document = file.as<container::XmlDocument>();
  const bool has_code = document != nullptr && !document->code.empty();
  const std::string what = has_code ? "the code " + text::shorten(document->code, 60) : "no code of an error";
  findings.add(ids::kXmlError, {.params = {{"what", what}},
                                .evidence = {evidence::excerpt("the file begins with", file.text_excerpt)}});
}

}  // namespace weighbridge::rules
