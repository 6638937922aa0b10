#include "formats/github.h"

#include "formats/pieces.h"
#include "policy/paths.h"

namespace weighbridge::cli {
namespace {

// As actions/toolkit escapes them (packages/core/src/command.ts): a line break in a name must not begin a command.
std::string escaped(std::string_view text, bool is_property) {
  std::string out;
  for (const char letter : text) {
    if (letter == '%' || letter == '\r' || letter == '\n' || (is_property && (letter == ':' || letter == ','))) {
      const auto byte = static_cast<unsigned char>(letter);
      out += {'%', "0123456789ABCDEF"[byte >> 4], "0123456789ABCDEF"[byte & 15]};
    } else {
      out += letter;
    }
  }
  return out;
}

std::string_view command_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::note:
      return "notice";
  }
  return "";
}

}  // namespace

std::string github_lines(const Report& report, std::string_view path, const Excuses& excuses) {
  const std::string file = relative_path(path);
  // Not at the beginning of the line, where a file called "::error::" would be a command.
  std::string lines = "- " + escaped(file, false) + ": " + escaped(report.verdict.headline, false) + "\n";
  for (const WordedFinding& worded : report.findings) {
    if (excuses.of(path, worded.finding)) continue;
    lines += "::" + std::string(command_of(worded.finding.severity)) + " file=" + escaped(file, true) +
             ",title=" + escaped("weighbridge: " + worded.finding.id, true) +
             "::" + escaped(sentence_of(worded), false) + "\n";
  }
  return lines;
}

}  // namespace weighbridge::cli
