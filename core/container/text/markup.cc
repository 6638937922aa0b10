#include "container/text/markup.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "container/text/window.h"

namespace weighbridge::container {
namespace {

constexpr std::size_t kMaxFactBytes = 150;

// Comments and the XML declaration may stand in front of a page.
std::string_view skip_preamble(std::string_view text) {
  while (true) {
    std::string_view end;
    if (text.starts_with("<!--"))
      end = "-->";
    else if (text.starts_with("<?"))
      end = "?>";
    else
      return text;
    const std::size_t at = text.find(end);
    if (at == std::string_view::npos) return text;
    text = skip_space(text.substr(at + end.size()));
  }
}

// The name of the element that begins here, in lower case; "" if none does.
std::string element_name(std::string_view text) {
  if (!text.starts_with('<')) return {};
  const std::size_t end = text.find_first_of(" \t\r\n/>", 1);
  if (end > 64) return {};  // npos, too
  const std::string_view name = text.substr(1, end - 1);
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  return !name.empty() && is_letter(name.front()) ? text::to_lower_ascii(name) : std::string{};
}

// What an error page without <html> begins with.
bool is_html_element(std::string_view name) {
  constexpr std::array<std::string_view, 24> kNames = {
      "html", "head",   "body",  "title", "meta", "script", "style", "link", "div", "p",    "h1",     "h2",
      "h3",   "center", "table", "span",  "pre",  "br",     "hr",    "a",    "b",   "form", "iframe", "noscript"};
  return std::ranges::contains(kNames, name);
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

std::string readable(std::string_view content) {
  std::string out;
  for (const char c : skip_space(content)) {
    const bool space = c == ' ' || c == '\t' || c == '\r' || c == '\n';
    if (!space)
      out += c;
    else if (!out.ends_with(' '))
      out += ' ';
  }
  if (out.ends_with(' ')) out.pop_back();
  constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kEntities = {{{"&lt;", "<"},
                                                                                       {"&gt;", ">"},
                                                                                       {"&quot;", "\""},
                                                                                       {"&#39;", "'"},
                                                                                       {"&#x27;", "'"},
                                                                                       {"&nbsp;", " "},
                                                                                       {"&middot;", "\xC2\xB7"},
                                                                                       {"&ndash;", "\xE2\x80\x93"},
                                                                                       {"&amp;", "&"}}};
  for (const auto& [entity, character] : kEntities) replace_all(out, entity, character);
  return text::shorten(out, kMaxFactBytes);
}

// What stands between <name ...> and </name>, names in any case.
std::optional<std::string> content_of(std::string_view document, const std::string& lower, std::string_view name) {
  const std::string opening = "<" + std::string(name);
  for (std::size_t at = lower.find(opening); at != std::string::npos; at = lower.find(opening, at + 1)) {
    const std::size_t behind = at + opening.size();
    if (behind >= lower.size() || !std::string_view("> \t\r\n").contains(lower[behind])) continue;
    const std::size_t begin = lower.find('>', behind);
    if (begin == std::string::npos) return std::nullopt;
    const std::size_t end = lower.find("</" + std::string(name), begin);
    if (end == std::string::npos) return std::nullopt;
    return readable(document.substr(begin + 1, end - begin - 1));
  }
  return std::nullopt;
}

}  // namespace

bool identify_markup(std::string_view text, bool is_text, Identification& found) {
  if (!text.starts_with('<')) return false;
  const std::string lower = text::to_lower_ascii(text);
  const std::string_view document = skip_preamble(text);
  const std::string name = element_name(document);
  if (text::to_lower_ascii(document.substr(0, 14)) == "<!doctype html" || is_html_element(name)) {
    found.kind = Kind::html;
    found.details = HtmlPage{content_of(text, lower, "title").value_or("")};
    return true;
  }
  // Error documents of S3 and Google Cloud Storage: <?xml
  // ...?><Error><Code>AccessDenied</Code><Message>...</Message></Error>
  const bool declared = lower.starts_with("<?xml");
  const bool closed = is_text && !name.empty() && lower.contains("</" + name);
  if (!declared && !closed) return false;
  found.kind = Kind::xml;
  found.details = XmlDocument{content_of(text, lower, "code").value_or("")};
  return true;
}

}  // namespace weighbridge::container
