#include "run.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "apart.h"
#include "catalogue/catalogue.h"
#include "catalogue/ids.gen.h"
#include "file_list.h"
#include "scan_values.h"
#include "weighbridge/analysis.h"
#include "weighbridge/analyze.h"
#include "weighbridge/file_set.h"
#include "weighbridge/messages.h"
#include "weighbridge/wrong_verdict.h"

namespace weighbridge::cli {
namespace {

constexpr int kDefaultColumns = 80;

void print(std::FILE* stream, std::string_view text) { std::fwrite(text.data(), 1, text.size(), stream); }

int terminal_columns() {
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return kDefaultColumns;
}

int explain(const std::string& id) {
  if (const std::string_view page = catalogue::page_of(id); !page.empty()) {
    print(stdout, page);
    return kExitFine;
  }
  print(stderr, "weighbridge: There is no finding '" + id + "'. There are:\n");
  for (const catalogue::Entry& entry : catalogue::all()) print(stderr, "  " + std::string(entry.id) + "\n");
  return kExitUsage;
}

// A file that is empty and needs no weights is as it should be.
bool is_in_order(const Report& report) {
  const auto says_so = [](const WordedFinding& worded) { return worded.finding.id == ids::kWeightlessOnly; };
  return report.verdict.state == VerdictState::filled ||
         (report.verdict.state == VerdictState::empty && std::ranges::any_of(report.findings, says_so));
}

bool fails(const Report& report, FailOn level) {
  if (level != FailOn::never && !is_in_order(report)) return true;
  return std::ranges::any_of(report.findings, [level](const WordedFinding& worded) {
    const Severity severity = worded.finding.severity;
    return (severity == Severity::error && level != FailOn::never) || (severity == Severity::warning && level == FailOn::warning);
  });
}

// Where nobody takes such reports the facts can still be sent to whoever is asked.
std::string wrong_verdict(const Report& report) {
  const std::string link = wrong_verdict_link(report);
  return facts_without_names(report) + (link.empty() ? "" : "\nThe same, to be sent from a browser:\n" + link + "\n");
}

std::string render(const Report& report, const Arguments& arguments, bool only_one) {
  if (arguments.wrong_verdict) return wrong_verdict(report) + (only_one ? "" : "\n");
  switch (arguments.format) {
    case Format::json:
      return to_json(report, only_one) + "\n";
    case Format::markdown:
      return to_markdown(report) + (only_one ? "" : "\n---\n\n");
    case Format::text:
      return to_text(report, terminal_columns()) + (only_one ? "" : "\n");
  }
  return "";
}

std::string answer_error(const Arguments& arguments, const Report* report, bool only_one) {
  const auto answers = answer_message(arguments.error, report);
  if (arguments.format == Format::json) return messages_to_json(answers) + "\n";
  return messages_to_text(answers, terminal_columns()) + (report != nullptr && !only_one ? "\n" : "");
}

// What is said about one group: made in a process of its own, printed in this one.
struct Judged {
  int exit_code = kExitFine;
  std::string printed;  // to standard output
  std::string trouble;  // to standard error
};

Judged judge_here(const FileGroup& group, const FileList& list, const Arguments& arguments, bool only_one, Mishap mishap) {
  const auto analysis = Analysis::open_group(group, list.sources(), mishap);
  if (!analysis) {
    return {.exit_code = kExitNotAnalysed,
            .printed = "",
            .trouble = "weighbridge: '" + group.name + "' could not be analysed: " + analysis.error().message + ".\n"};
  }
  if (arguments.values) scan_values(**analysis, group, list.sources(), ::isatty(STDERR_FILENO) != 0);
  const Report& report = (*analysis)->report();
  return {.exit_code = fails(report, arguments.fail_on) ? kExitFinding : kExitFine,
          .printed = arguments.error.empty() ? render(report, arguments, only_one) : answer_error(arguments, &report, only_one),
          .trouble = ""};
}

// A file on which HDF5's library crashes or hangs is judged once more, without it.
Judged judge_apart(const FileGroup& group, const FileList& list, const Arguments& arguments, bool only_one) {
  Mishap mishap = Mishap::none;
  for (int attempt = 0; attempt < 2; ++attempt) {
    const auto texts = run_apart([&] {
      Judged judged = judge_here(group, list, arguments, only_one, mishap);
      return std::vector<std::string>{std::to_string(judged.exit_code), std::move(judged.printed), std::move(judged.trouble)};
    });
    if (texts) return {.exit_code = std::stoi((*texts)[0]), .printed = (*texts)[1], .trouble = (*texts)[2]};
    mishap = texts.error();
  }
  return {.exit_code = kExitNotAnalysed,
          .printed = "",
          .trouble = "weighbridge: '" + group.name + "' could not be analysed: the program crashed on it.\n"};
}

int judge_group(const FileGroup& group, const FileList& list, const Arguments& arguments, bool only_one) {
  const Judged judged = judge_apart(group, list, arguments, only_one);
  print(stderr, judged.trouble);
  print(stdout, judged.printed);
  return judged.exit_code;
}

int judge_files(const Arguments& arguments) {
  FileList list;
  for (const std::string& path : arguments.files) list.add(path);
  for (const std::string& trouble : list.troubles()) print(stderr, "weighbridge: " + trouble + "\n");
  const std::vector<FileGroup> groups = group_files(list.sources());
  const bool only_one = groups.size() == 1 && list.troubles().empty();
  int worst = list.troubles().empty() ? kExitFine : kExitNotAnalysed;
  for (const FileGroup& group : groups) {
    worst = std::max(worst, judge_group(group, list, arguments, only_one));
    list.close(group.files);
  }
  return worst;
}

}  // namespace

int run(const Arguments& arguments) {
  if (arguments.help) {
    print(stdout, kUsage);
    return kExitFine;
  }
  if (arguments.version) {
    print(stdout, "weighbridge " + std::string(kVersion) + "\n");
    return kExitFine;
  }
  if (!arguments.explain.empty()) return explain(arguments.explain);
  if (!arguments.error.empty() && arguments.files.empty()) print(stdout, answer_error(arguments, nullptr, true));
  int worst = kExitFine;
  if (!arguments.files.empty()) worst = judge_files(arguments);
  if (std::fflush(stdout) != 0) {
    print(stderr, "weighbridge: The report could not be written to standard output.\n");
    return kExitNotAnalysed;
  }
  return worst;
}

}  // namespace weighbridge::cli
