#include "policy/baseline.h"

#include <cstdint>

#include "base/json.h"
#include "policy/small_file.h"

namespace weighbridge::cli {
namespace {

constexpr std::uint64_t kMostBaselineBytes = 16u << 20;

}  // namespace

Result<Baseline> Baseline::read(const std::string& path) {
  const auto content = read_small_file(path, kMostBaselineBytes);
  if (!content) return std::unexpected(content.error());
  const auto document = json::Document::parse(*content);
  if (!document || document->root()["format"].string() != kBaselineFormat)
    return fail(ErrorCode::malformed, "'" + path + "' is no baseline; weighbridge --format baseline prints one.");
  Baseline baseline;
  document->root()["findings"].each_element([&baseline](json::Value row) {
    baseline.rows_.emplace(row["file"].string().value_or(""), row["id"].string().value_or(""),
                           row["path"].string().value_or(""));
  });
  return baseline;
}

bool Baseline::has(std::string_view file, const Finding& finding) const {
  return rows_.contains({std::string(file), finding.id, finding.path.value_or("")});
}

}  // namespace weighbridge::cli
