#include "run.h"

#include <cstdio>
#include <string>

#include "explain.h"
#include "judge.h"
#include "options.h"
#include "standard_input.h"
#include "terminal.h"
#include "weighbridge/analyze.h"
#include "weighbridge/messages.h"

namespace weighbridge::cli {
namespace {

// What the message means whatever the file.
int answer_error(const Arguments& arguments) {
  const MessageAnswers answers = answer_message(arguments.error, nullptr, Audience::terminal);
  const TextStyle style{.columns = terminal_columns(), .color = wants_color(arguments.color)};
  if (!arguments.quiet)
    print(arguments.format == Format::json ? messages_to_json(answers) : messages_to_text(answers, style));
  return answers.answers.empty() ? kExitBad : kExitFine;
}

int do_what_was_asked(Arguments& arguments) {
  if (arguments.help) {
    print(usage());
    return kExitFine;
  }
  if (arguments.version) {
    print("weighbridge " + std::string(kVersion) + "\n");
    return kExitFine;
  }
  if (!arguments.explain.empty()) return explain(arguments.explain);
  if (arguments.error == kStandardInput) {
    arguments.error = read_text_from_standard_input(kMostPastedBytes);
    if (arguments.error.empty()) {
      complain("There is no text on standard input.");
      return kExitUsage;
    }
  }
  return arguments.files.empty() ? answer_error(arguments) : judge_files(arguments);
}

}  // namespace

int run(Arguments arguments) {
  const int exit_code = do_what_was_asked(arguments);
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return exit_code;
  complain("The report could not be written to standard output.");
  return kExitNotAnalysed;
}

}  // namespace weighbridge::cli
