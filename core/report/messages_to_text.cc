#include <algorithm>
#include <cstddef>

#include "base/text.h"
#include "report/color.h"
#include "report/text_layout.h"
#include "weighbridge/messages.h"

namespace weighbridge {
namespace {

std::string paragraph(std::string_view text, std::size_t columns) { return report::wrap(text, columns, 0) + "\n"; }

std::string not_known(const MessageAnswers& answers, std::size_t columns) {
  std::string text = paragraph(
      "This text is not among the messages that Weighbridge knows. Give the last lines of the traceback, from the line "
      "that names the "
      "error "
      "on. What the file itself shows stands in its report.",
      columns);
  if (answers.nearest.empty()) return text;
  text += "\nThe nearest that is known:\n";
  for (const std::string& near : answers.nearest)
    text += "  \"" + report::wrap(report::harmless(near), columns, 3) + "\"\n";
  return text;
}

std::string heading(const MessageAnswers& answers, std::size_t columns) {
  if (answers.match == MessageMatch::whole) return "";
  const std::size_t count = answers.answers.size();
  return paragraph(count == 1
                       ? "This is a part of a known message, probably of this one:"
                       : "This may be a part of " + text::group_digits(count) + " known messages, the likeliest first:",
                   columns) +
         "\n";
}

}  // namespace

std::string messages_to_text(const MessageAnswers& answers, TextStyle style) {
  const auto columns = static_cast<std::size_t>(std::clamp(style.columns, 40, 120));
  if (answers.answers.empty()) return not_known(answers, columns);
  const report::Painter paint(style.color);
  const auto labelled = [&](std::string_view label, const std::string& said) {
    constexpr std::size_t kIndent = 7;
    return paint(report::Ink::bold, label) + std::string(kIndent - label.size(), ' ') +
           report::wrap(report::harmless(said), columns, kIndent) + "\n";
  };
  std::string text = heading(answers, columns);
  for (const MessageAnswer& answer : answers.answers) {
    if (&answer != &answers.answers.front()) text += '\n';
    text += report::wrap("\"" + report::harmless(answer.says) + "\"", columns, 1) + "\n";
    text += labelled("By:", answer.by) + labelled("Means:", answer.means);
    text += labelled(answers.is_about_file ? "Here:" : "Check:", answer.here);
    if (answer.because) text += "       (weighbridge --explain " + *answer.because + " tells more)\n";
  }
  if (answers.keras) text += "\n" + paragraph(answers.keras->said, columns);
  return text;
}

}  // namespace weighbridge
