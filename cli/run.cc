#include "run.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "file_source.h"
#include "rules/rule.h"
#include "scan_values.h"
#include "weighbridge/analysis.h"
#include "weighbridge/analyze.h"
#include "weighbridge/messages.h"

namespace weighbridge::cli {
namespace {

constexpr int kDefaultColumns = 80;

void print(std::FILE* stream, std::string_view text) { std::fwrite(text.data(), 1, text.size(), stream); }

int terminal_columns() {
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return kDefaultColumns;
}

std::string_view bare_name(std::string_view path) { return path.substr(path.find_last_of('/') + 1); }

int explain(const std::string& id) {
  if (const std::string_view page = rules::rule_page(id); !page.empty()) {
    print(stdout, page);
    return kExitFine;
  }
  print(stderr, "weighbridge: There is no finding '" + id + "'. There are:\n");
  for (const rules::Rule& rule : rules::all_rules()) print(stderr, "  " + std::string(rule.info.id) + "\n");
  return kExitUsage;
}

bool fails(const Report& report, FailOn level) {
  return std::ranges::any_of(report.findings, [level](const WordedFinding& worded) {
    const Severity severity = worded.finding.severity;
    return (severity == Severity::error && level != FailOn::never) || (severity == Severity::warning && level == FailOn::warning);
  });
}

std::string render(const Report& report, const Arguments& arguments) {
  const bool only_one = arguments.files.size() == 1;
  switch (arguments.format) {
    case Format::json: return to_json(report, only_one) + "\n";
    case Format::markdown: return to_markdown(report) + (only_one ? "" : "\n---\n\n");
    case Format::text: return to_text(report, terminal_columns()) + (only_one ? "" : "\n");
  }
  return "";
}

std::string answer_error(const Arguments& arguments, const Report* report) {
  const auto answers = answer_message(arguments.error, report);
  if (arguments.format == Format::json) return messages_to_json(answers) + "\n";
  return messages_to_text(answers, terminal_columns()) + (report != nullptr && arguments.files.size() > 1 ? "\n" : "");
}

int judge_file(const std::string& path, const Arguments& arguments) {
  Result<FileSource> source = FileSource::open(path);
  if (!source) {
    print(stderr, "weighbridge: " + source.error().message + "\n");
    return kExitNotAnalysed;
  }
  const auto analysis = Analysis::open(bare_name(path), *source);
  if (!analysis) {
    print(stderr, "weighbridge: '" + path + "' could not be analysed: " + analysis.error().message + ".\n");
    return kExitNotAnalysed;
  }
  if (arguments.values) scan_values(**analysis, *source, ::isatty(STDERR_FILENO) != 0);
  const Report& report = (*analysis)->report();
  print(stdout, arguments.error.empty() ? render(report, arguments) : answer_error(arguments, &report));
  return fails(report, arguments.fail_on) ? kExitFinding : kExitFine;
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
  if (!arguments.error.empty() && arguments.files.empty()) print(stdout, answer_error(arguments, nullptr));
  int worst = kExitFine;
  for (const std::string& path : arguments.files) worst = std::max(worst, judge_file(path, arguments));
  if (std::fflush(stdout) != 0) {
    print(stderr, "weighbridge: The report could not be written to standard output.\n");
    return kExitNotAnalysed;
  }
  return worst;
}

}  // namespace weighbridge::cli
