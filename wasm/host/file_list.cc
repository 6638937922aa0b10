#include "host/file_list.h"

#include <cstdint>
#include <limits>
#include <utility>

#include "base/json.h"

namespace weighbridge::wasm {
namespace {

constexpr std::int64_t kMaxExact = 9007199254740992;  // 2^53: JavaScript's numbers are doubles

}  // namespace

bool read_file_list(const std::string& files_json, std::deque<BlobSource>& sources, std::vector<NamedSource>& files) {
  const auto parsed = json::Document::parse(files_json);
  if (!parsed || !parsed->root().is_array()) return false;
  bool sound = true;
  parsed->root().each_element([&](json::Value value) {
    auto path = value["path"].string();
    const auto id = value["id"].integer();
    const auto size = value["size"].integer();
    sound = sound && path && id && size && *id >= 0 && *id <= std::numeric_limits<int>::max() && *size >= 0 &&
            *size <= kMaxExact;
    if (!sound) return;
    sources.emplace_back(static_cast<int>(*id), static_cast<std::uint64_t>(*size));
    files.push_back({std::move(*path), &sources.back()});
  });
  return sound;
}

}  // namespace weighbridge::wasm
