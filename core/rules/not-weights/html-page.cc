#include "base/text.h"
#include "rules/rule.h"

namespace weighbridge::rules {

void check_html_page(const Subject& subject, Findings& findings) {
  const container::Identification& file = subject.container;
  if (file.kind != container::Kind::html) return;
  const auto* page = file.as<container::HtmlPage>();
  const bool titled = page != nullptr && !page->title.empty();
  findings.add(ids::kHtmlPage,
               {.confidence = Confidence::certain,
                .params = {{"page", titled ? "titled \"" + text::shorten(page->title, 80) + "\"" : "without a title"}},
                .evidence = {evidence::excerpt("the file begins with", file.text_excerpt)}});
}

}  // namespace weighbridge::rules
