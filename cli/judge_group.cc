#include "judge_group.h"

#include <unistd.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "apart.h"
#include "catalogue/ids.gen.h"
#include "scan_values.h"
#include "terminal.h"
#include "weighbridge/analysis.h"
#include "weighbridge/analyze.h"
#include "weighbridge/messages.h"
#include "weighbridge/wrong_verdict.h"

namespace weighbridge::cli {
namespace {

bool has_finding(const Report& report, FailOn level) {
  return std::ranges::any_of(report.findings, [level](const WordedFinding& worded) {
    const Severity severity = worded.finding.severity;
    return (severity == Severity::error && level != FailOn::never) ||
           (severity == Severity::warning && level == FailOn::warning);
  });
}

// A file that is empty and needs no weights is as it should be.
bool is_in_order(const Report& report) {
  const auto says_so = [](const WordedFinding& worded) { return worded.finding.id == ids::kWeightlessOnly; };
  return report.verdict.state == VerdictState::filled ||
         (report.verdict.state == VerdictState::empty && std::ranges::any_of(report.findings, says_so));
}

// Where nobody takes such reports the facts can still be sent to whoever is asked.
std::string wrong_verdict(const Report& report) {
  const std::string link = wrong_verdict_link(report);
  return facts_without_names(report) + (link.empty() ? "" : "\nThe same, to be sent from a browser:\n" + link + "\n");
}

std::string answer(const Report& report, const Arguments& arguments, Judged& judged) {
  const MessageAnswers answers = answer_message(arguments.error, &report, Audience::terminal);
  judged.is_text_known = !answers.answers.empty();
  if (arguments.format == Format::json) return messages_to_json(answers);
  return messages_to_text(answers, {.columns = terminal_columns(), .color = wants_color(arguments.color)});
}

std::string rendered(const Report& report, std::string_view path, const Arguments& arguments) {
  if (arguments.wrong_verdict) return wrong_verdict(report);
  switch (arguments.format) {
    case Format::json:
      return to_json(report, path);
    case Format::markdown:
      return to_markdown(report, path);
    case Format::text:
      return to_text(report, {.columns = terminal_columns(), .color = wants_color(arguments.color)}, path);
  }
  return "";
}

Judged judge_here(const FileGroup& group, std::span<const NamedSource> files, const Arguments& arguments, bool is_one,
                  Mishap mishap) {
  Judged judged;
  const auto analysis = Analysis::open_group(group, files, mishap);
  if (!analysis) {
    judged.trouble = "'" + group.name + "' could not be analysed: " + analysis.error().message + ".";
    return judged;
  }
  judged.is_read = true;
  if (arguments.values) {
    const auto scanned = scan_values(**analysis, ::isatty(STDERR_FILENO) != 0);
    judged.is_read = scanned.has_value();
    if (!scanned)
      judged.trouble = "'" + group.name + "' could not be read to its end: " + scanned.error().message + ".";
  }
  const Report& report = (*analysis)->report();
  judged.state = report.verdict.state;
  judged.is_in_order = is_in_order(report);
  judged.has_finding = has_finding(report, arguments.fail_on);
  const std::string_view path =
      is_one || group.name == report.file_name ? std::string_view() : std::string_view(group.name);
  judged.printed = arguments.error.empty() ? rendered(report, path, arguments) : answer(report, arguments, judged);
  return judged;
}

// What goes from the process apart to this one.
std::vector<std::string> to_texts(Judged judged) {
  const auto text = [](bool flag) { return std::string(flag ? "1" : ""); };
  return {text(judged.is_read),       std::to_string(static_cast<int>(judged.state)),
          text(judged.is_in_order),   text(judged.has_finding),
          text(judged.is_text_known), std::move(judged.printed),
          std::move(judged.trouble)};
}

Judged from_texts(const std::vector<std::string>& texts) {
  const auto flag = [&texts](std::size_t place) { return !texts[place].empty(); };
  return {.is_read = flag(0),
          .state = static_cast<VerdictState>(std::stoi(texts[1])),
          .is_in_order = flag(2),
          .has_finding = flag(3),
          .is_text_known = flag(4),
          .printed = texts[5],
          .trouble = texts[6]};
}

}  // namespace

Judged judge_group(const FileGroup& group, std::span<const NamedSource> files, const Arguments& arguments,
                   bool is_one) {
  Mishap mishap = Mishap::none;
  for (int attempt = 0; attempt < 2; ++attempt) {
    const auto texts = run_apart([&] { return to_texts(judge_here(group, files, arguments, is_one, mishap)); });
    if (texts) return from_texts(*texts);
    mishap = texts.error();
  }
  Judged crashed;
  crashed.trouble = "'" + group.name + "' could not be analysed: the program crashed on it.";
  return crashed;
}

}  // namespace weighbridge::cli
