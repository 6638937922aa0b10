#include "formats/badge.h"

#include <string_view>

namespace weighbridge::cli {
namespace {

constexpr std::string_view kLabel = "weights";
// White on each of them is at least 4.5:1 (WCAG 2.2, 1.4.3).
constexpr std::string_view kGreen = "#2e7d32", kAmber = "#8d5a00", kRed = "#c62828", kGray = "#595959";
constexpr int kPadding = 6;  // pixels

// About as wide as Verdana at 11 pixels; textLength makes the browser's font fit.
int width_of(std::string_view text) {
  int tenths = 0;
  for (const char letter : text)
    tenths += std::string_view("iljft1.,:;'()| ").contains(letter) ? 42
              : std::string_view("mw").contains(letter)            ? 98
                                                                   : 68;
  return tenths / 10 + 1;
}

// Summary's line, without what is not about weight files, and without a number where there is one file.
std::string message_of(const Summary& summary) {
  std::string line = summary.line();
  line = line.substr(0, line.find(';'));
  return summary.files() == 1 && line.starts_with("1 ") ? line.substr(2) : line;
}

std::string_view color_of(const Summary& summary) {
  if (summary.files() == 0) return kGray;
  if (summary.bad() > 0) return kRed;
  return summary.with_finding() > 0 ? kAmber : kGreen;
}

std::string text_at(int left, std::string_view words) {
  const int width = width_of(words);
  return "<text x=\"" + std::to_string(left + kPadding) + "\" y=\"14\" textLength=\"" + std::to_string(width) + "\">" +
         std::string(words) + "</text>";
}

}  // namespace

std::string badge(const Summary& summary) {
  const std::string message = message_of(summary);
  const int label = width_of(kLabel) + 2 * kPadding, all = label + width_of(message) + 2 * kPadding;
  const std::string title = std::string(kLabel) + ": " + message;
  return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + std::to_string(all) +
         "\" height=\"20\" role=\"img\" aria-label=\"" + title + "\"><title>" + title +
         "</title><clipPath id=\"r\"><rect width=\"" + std::to_string(all) +
         "\" height=\"20\" rx=\"3\"/></clipPath><g clip-path=\"url(#r)\"><rect width=\"" + std::to_string(label) +
         "\" height=\"20\" fill=\"#555\"/><rect x=\"" + std::to_string(label) + "\" width=\"" +
         std::to_string(all - label) + "\" height=\"20\" fill=\"" + std::string(color_of(summary)) +
         "\"/></g><g fill=\"#fff\" font-family=\"Verdana,DejaVu Sans,sans-serif\" font-size=\"11\">" +
         text_at(0, kLabel) + text_at(label, message) + "</g></svg>\n";
}

}  // namespace weighbridge::cli
