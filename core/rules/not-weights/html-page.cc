#include "base/text.h"
#include "rules/rule.h"

namespace weighbridge::rules {

void check_html_page(const Subject& subject, Findings& findings) {
  const container::Identification& file = subject.container;
  if (file.kind != container::Kind::html) return;
  const auto title = file.facts.find("title");
  const bool titled = title != file.facts.end() && !title->second.empty();
  findings.add(ids::kHtmlPage, {.confidence = Confidence::certain,
                                .params = {{"page", titled ? "titled \"" + text::shorten(title->second, 80) + "\"" : "without a title"}},
                                .evidence = {evidence::excerpt("the file begins with", file.text_excerpt)}});
}

}  // namespace weighbridge::rules
