#include <cstddef>

#include "report/text_layout.h"
#include "weighbridge/messages.h"

namespace weighbridge {

std::string messages_to_text(const std::vector<MessageAnswer>& answers, int width) {
  const auto columns = static_cast<std::size_t>(width);
  if (answers.empty()) {
    return report::wrap(
               "This text is not among the messages that Weighbridge knows. Paste the last lines of the traceback, from the line "
               "that names the error on. What the file itself shows stands in its report.",
               columns, 0) +
           "\n";
  }
  std::string text;
  for (const MessageAnswer& answer : answers) {
    if (!text.empty()) text += "\n";
    text += report::wrap("\"" + report::harmless(answer.says) + "\"", columns, 1) + "\n";
    text += report::wrap("By:    " + answer.by, columns, 7) + "\n";
    text += report::wrap("Means: " + answer.means, columns, 7) + "\n";
    text += report::wrap("Here:  " + report::harmless(answer.here), columns, 7) + "\n";
    if (answer.because) text += "       (weighbridge --explain " + *answer.because + " tells more)\n";
  }
  return text;
}

}  // namespace weighbridge
