#include "formats/baseline_file.h"

#include <set>
#include <vector>

#include "base/json_builder.h"
#include "formats/pieces.h"
#include "policy/baseline.h"
#include "policy/paths.h"

namespace weighbridge::cli {

std::string baseline_rows(const Report& report, std::string_view path) {
  std::string rows;
  for (const WordedFinding& worded : report.findings) {
    JsonBuilder json;
    const JsonBuilder::Value row = json.object();
    json.add(row, "file", json.of(relative_path(path)));
    json.add(row, "id", json.of(worded.finding.id));
    if (worded.finding.path && !worded.finding.path->empty()) json.add(row, "path", json.of(*worded.finding.path));
    rows += json.write_line(row);
  }
  return rows;
}

std::string baseline_document(std::span<const std::string> rows) {
  std::set<std::string> sorted;
  for (std::string_view some : rows) {
    while (!some.empty()) {
      const std::size_t end = some.find('\n');
      sorted.emplace("    " + std::string(some.substr(0, end)));
      some.remove_prefix(end + 1);
    }
  }
  const std::vector<std::string> lines(sorted.begin(), sorted.end());
  return "{\n  \"format\": \"" + std::string(kBaselineFormat) + "\",\n  \"findings\": [\n" + joined(lines, ",\n") +
         (lines.empty() ? "" : "\n") + "  ]\n}\n";
}

}  // namespace weighbridge::cli
