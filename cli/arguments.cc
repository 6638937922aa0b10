#include "arguments.h"

#include <optional>

namespace weighbridge::cli {

const std::string_view kUsage =
    "Usage: weighbridge FILE... [--json|--markdown] [--fail-on error|warning|never]\n"
    "       weighbridge --error TEXT [FILE...]\n"
    "       weighbridge --explain ID\n"
    "\n"
    "Says whether a Keras weight file is loaded or empty, why, and what to do about it.\n"
    "Nothing is changed, and nothing leaves this computer.\n"
    "\n"
    "A FILE may be a folder: every file in it is judged, hidden ones and links excepted. Files that belong together\n"
    "(an index with its shards, an unzipped .keras, the pieces of a TensorFlow checkpoint) are judged as one.\n"
    "\n"
    "  --json               one report as JSON; with several files one report a line\n"
    "  --markdown           one report a file as Markdown, for an issue tracker\n"
    "  --values none|all    all (default): read every weight, for statistics and findings such as NaN; none: the\n"
    "                       structure only, which takes no time however large the file is\n"
    "  --error TEXT         what an error message of Keras means, for this file if one is given\n"
    "  --explain ID         the page about one finding, for example: --explain never-built\n"
    "  --wrong-verdict      instead of the report: what to send where a verdict is wrong, without names and values\n"
    "  --fail-on LEVEL      which findings make the exit code 1: error (the default), warning, never\n"
    "  --version            the version\n"
    "  --help               this text\n"
    "\n"
    "Exit code: 0 every file is loaded, or needs no weights, and nothing is at or above --fail-on; 1 a file is not,\n"
    "or there is such a finding; 2 a file could not be read; 64 wrong usage. With --fail-on never 0 stands for 1.\n";

namespace {

// Reads "--name VALUE" and "--name=VALUE" from a list of words.
class Words {
 public:
  explicit Words(const std::vector<std::string>& words) : words_(words) {}

  [[nodiscard]] bool done() const { return next_ == words_.size(); }
  [[nodiscard]] const std::string& take() { return words_[next_++]; }
  [[nodiscard]] std::optional<std::string> value_of(std::string_view option, std::string_view word) {
    if (word.size() > option.size()) return std::string(word.substr(option.size() + 1));
    if (done()) return std::nullopt;
    return take();
  }

 private:
  const std::vector<std::string>& words_;
  std::size_t next_ = 0;
};

bool is_option(std::string_view word, std::string_view option) {
  return word == option || (word.starts_with(option) && word[option.size()] == '=');
}

std::unexpected<Error> wrong(std::string message) { return fail(ErrorCode::malformed, std::move(message)); }

Result<void> take_value_option(Arguments& arguments, Words& words, std::string_view option, std::string_view word) {
  const std::optional<std::string> value = words.value_of(option, word);
  if (!value || value->empty()) return wrong(std::string(option) + " needs a value.");
  if (option == "--explain") {
    arguments.explain = *value;
  } else if (option == "--error") {
    arguments.error = *value;
  } else if (option == "--values") {
    if (*value != "none" && *value != "all") return wrong("--values takes none or all, not '" + *value + "'.");
    arguments.values = *value == "all";
  } else if (*value == "error") {
    arguments.fail_on = FailOn::error;
  } else if (*value == "warning") {
    arguments.fail_on = FailOn::warning;
  } else if (*value == "never") {
    arguments.fail_on = FailOn::never;
  } else {
    return wrong("--fail-on takes error, warning or never, not '" + *value + "'.");
  }
  return {};
}

Result<void> take_option(Arguments& arguments, Words& words, const std::string& word) {
  for (std::string_view option : {"--explain", "--error", "--values", "--fail-on"}) {
    if (is_option(word, option)) return take_value_option(arguments, words, option, word);
  }
  if (word == "--json" || word == "--markdown") {
    const Format wanted = word == "--json" ? Format::json : Format::markdown;
    if (arguments.format != Format::text && arguments.format != wanted) return wrong("--json and --markdown can't be had at once.");
    arguments.format = wanted;
  } else if (word == "--wrong-verdict") {
    arguments.wrong_verdict = true;
  } else if (word == "--version") {
    arguments.version = true;
  } else if (word == "--help" || word == "-h") {
    arguments.help = true;
  } else {
    return wrong("There is no option '" + word + "'.");
  }
  return {};
}

}  // namespace

Result<Arguments> parse_arguments(const std::vector<std::string>& given) {
  Arguments arguments;
  Words words(given);
  bool only_files = false;  // behind "--"
  while (!words.done()) {
    const std::string& word = words.take();
    if (only_files || !word.starts_with('-') || word == "-") {
      arguments.files.push_back(word);
    } else if (word == "--") {
      only_files = true;
    } else if (auto taken = take_option(arguments, words, word); !taken) {
      return std::unexpected(taken.error());
    }
  }
  const bool needs_files = !arguments.version && !arguments.help && arguments.explain.empty() && arguments.error.empty();
  if (needs_files && arguments.files.empty()) return wrong("No file was given.");
  return arguments;
}

}  // namespace weighbridge::cli
