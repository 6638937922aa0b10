#include "options.h"

#include <algorithm>
#include <array>

namespace weighbridge::cli {
namespace {

constexpr std::array kOptions = {
    Option{
        OptionId::format, "--format", "", "text|json|markdown|sarif|github|gitlab|badge|baseline", true,
        "text (default): for people; json, markdown: as below; github: annotations of GitHub Actions. The rest are one "
        "text about all files. sarif: SARIF 2.1.0, for code scanning; gitlab: a code quality report; badge: an SVG; "
        "baseline: what --baseline reads"},
    Option{OptionId::json, "--json", "", "", false,
           "one report a line as JSON; what is summed up goes to standard error"},
    Option{OptionId::markdown, "--markdown", "", "", false, "one report a file as Markdown, for an issue tracker"},
    Option{OptionId::sarif, "--sarif", "", "", false, "the same as --format sarif"},
    Option{OptionId::only_bad, "--only-bad", "", "", false,
           "leave out the reports of files that would make the exit code 0"},
    Option{OptionId::quiet, "--quiet", "-q", "", false, "print no report; the exit code says it all"},
    Option{OptionId::values, "--values", "", "none|all", true,
           "all (default): read every weight, for statistics and findings such as NaN; none: the structure only, which "
           "takes no time however "
           "large the file is"},
    Option{OptionId::fail_on, "--fail-on", "", "error|warning|note|never", false,
           "what makes the exit code 1. error (default): a file that is not loaded, or a finding that is an error; "
           "warning: a warning too; note: any finding; never: nothing. Or families of findings (damaged, empty, name, "
           "not-weights, safety, values) and ids, commas between"},
    Option{OptionId::settings, "--config", "", "FILE", false,
           "settings: which files, what counts, what is ignored and why (default: weighbridge.toml, where it is in the "
           "working directory); none: no settings"},
    Option{OptionId::baseline, "--baseline", "", "FILE", false,
           "findings that are known and do not count: what --format baseline printed"},
    Option{OptionId::color, "--color", "", "auto|always|never", true,
           "auto (default): colors on a terminal, unless NO_COLOR is set or TERM is dumb"},
    Option{OptionId::name, "--name", "", "NAME", false,
           "what the file on standard input is called: its ending decides how Keras would load it (default: an ending "
           "that fits)"},
    Option{OptionId::error, "--error", "", "TEXT", false,
           "what an error message of Keras means, for this file if one is given; a part of it is enough; '-' reads it "
           "from standard input"},
    Option{
        OptionId::keras, "--keras", "", "VERSION", false,
        "which Keras you have: what to do, the fixes and the loaders are told for it first; for example 3.10, 2.3.1, "
        "'tf.keras 2.15' or 'tf_keras 2.16' (default: the newest)"},
    Option{OptionId::explain, "--explain", "", "ID", false,
           "the page about one finding, for example: --explain never-built; --explain list names them all"},
    Option{OptionId::wrong_verdict, "--wrong-verdict", "", "", false,
           "instead of the report: what to send where a verdict is wrong, without names and values"},
    Option{OptionId::version, "--version", "", "", false, "the version"},
    Option{OptionId::help, "--help", "-h", "", false, "this text"},
};

constexpr std::string_view kHead =
    "Usage: weighbridge FILE... [--format FORMAT|--json|--markdown] [--only-bad|--quiet] [--values none|all]\n"
    "                           [--fail-on WHAT] [--config FILE] [--baseline FILE]\n"
    "       weighbridge --error TEXT [FILE...]\n"
    "       weighbridge --explain ID\n"
    "\n"
    "Says whether a Keras weight file is loaded or empty, why, and what to do about it.\n"
    "Nothing is changed, and nothing leaves this computer.\n"
    "\n"
    "A FILE may be a folder: the weight files in it are judged, and how many others there are is said; hidden files\n"
    "and links are left alone. A file that is named is judged whatever it is. '-' is standard input. Files that\n"
    "belong together (an index with its shards, an unzipped .keras, the pieces of a TensorFlow checkpoint) are judged\n"
    "as one. Of several files the bad ones come first, and the last line sums up; with --json the files keep their\n"
    "order.\n"
    "\n";
constexpr std::string_view kFoot =
    "\n"
    "Exit code: 0 every file is loaded, or needs no weights; 1 a file is not (partly empty, empty, damaged, no\n"
    "weights) or has a finding of --fail-on, or --error knows no such text; 2 a file could not be read; 64 wrong\n"
    "usage. The worst one counts. With --fail-on never 0 stands for 1.\n";

constexpr std::size_t kHelpColumn = 24;
constexpr std::size_t kColumns = 110;

std::string described(const Option& option) {
  std::string line = "  " + std::string(option.name);
  if (!option.short_name.empty()) line += ", " + std::string(option.short_name);
  if (!option.value.empty()) line += " " + std::string(option.value);
  if (line.size() + 2 > kHelpColumn) {
    line += "\n" + std::string(kHelpColumn, ' ');
  } else {
    line.resize(kHelpColumn, ' ');
  }
  std::size_t column = kHelpColumn;
  std::string_view rest = option.help;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    if (column > kHelpColumn && column + 1 + end > kColumns) {
      line += "\n" + std::string(kHelpColumn, ' ');
      column = kHelpColumn;
    } else if (column > kHelpColumn) {
      line += ' ';
      ++column;
    }
    line += rest.substr(0, end);
    column += end;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return line + "\n";
}

}  // namespace

std::span<const Option> options() { return kOptions; }

const Option* find_option(std::string_view name) {
  const auto found = std::ranges::find_if(kOptions, [name](const Option& option) {
    return name == option.name || (!option.short_name.empty() && name == option.short_name);
  });
  return found == kOptions.end() ? nullptr : &*found;
}

std::string usage() {
  std::string text(kHead);
  for (const Option& option : kOptions) text += described(option);
  text += kFoot;
  return text;
}

}  // namespace weighbridge::cli
