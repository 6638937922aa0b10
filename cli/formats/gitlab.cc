#include "formats/gitlab.h"

#include <vector>

#include "base/json_builder.h"
#include "formats/pieces.h"
#include "policy/paths.h"

namespace weighbridge::cli {
namespace {

std::string_view gitlab_severity(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "critical";
    case Severity::warning:
      return "minor";
    case Severity::note:
      return "info";
  }
  return "";
}

}  // namespace

std::string gitlab_issues(const Report& report, std::string_view path, const Excuses& excuses) {
  const std::string file = relative_path(path);
  Fingerprints fingerprints;
  std::vector<std::string> issues;
  for (const WordedFinding& worded : report.findings) {
    const std::string fingerprint = fingerprints.of(file, worded.finding);
    if (excuses.of(path, worded.finding)) continue;
    JsonBuilder json;
    const JsonBuilder::Value issue = json.object(), location = json.object(), lines = json.object();
    json.add(lines, "begin", json.of(std::uint64_t{1}));  // a weight file has none, but the format insists
    json.add(location, "path", json.of(file));
    json.add(location, "lines", lines);
    json.add(issue, "description", json.of(sentence_of(worded)));
    json.add(issue, "check_name", json.of(worded.finding.id));
    json.add(issue, "fingerprint", json.of(fingerprint));
    json.add(issue, "severity", json.of(gitlab_severity(worded.finding.severity)));
    json.add(issue, "location", location);
    issues.push_back(json.write_line(issue));
    if (issues.back().ends_with('\n')) issues.back().pop_back();
  }
  return joined(issues, ",\n");
}

std::string gitlab_document(std::span<const std::string> issues) { return "[" + joined(issues, ",\n") + "]\n"; }

}  // namespace weighbridge::cli
