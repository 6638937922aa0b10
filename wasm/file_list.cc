#include "file_list.h"

#include <cstdint>
#include <limits>
#include <string_view>
#include <utility>

#include "base/json.h"
#include "base/json_builder.h"

namespace weighbridge::wasm {
namespace {

constexpr std::int64_t kMaxExact = 9007199254740992;  // 2^53: JavaScript's numbers are doubles

std::string_view kind_name(GroupKind kind) {
  switch (kind) {
    case GroupKind::single:
      return "single";
    case GroupKind::shards:
      return "shards";
    case GroupKind::keras_folder:
      return "keras-folder";
    case GroupKind::saved_model:
      return "saved-model";
    case GroupKind::tf_checkpoint:
      return "tf-checkpoint";
    case GroupKind::orbax:
      return "orbax";
  }
  return "single";
}

// What a folder is weighed for.
bool is_weights(const FileGroup& group, const std::vector<NamedSource>& files) {
  return group.kind != GroupKind::single || is_weight_file(files[group.files.front()]);
}

std::string to_json(const std::vector<FileGroup>& groups, const std::vector<NamedSource>& given) {
  JsonBuilder json;
  const auto list = json.array();
  for (const FileGroup& group : groups) {
    const auto out = json.object();
    json.add(out, "kind", json.of(kind_name(group.kind)));
    json.add(out, "name", json.of(group.name));
    const auto files = json.array();
    for (const std::size_t file : group.files) json.append(files, json.of(std::uint64_t{file}));
    json.add(out, "files", files);
    json.add(out, "weights", json.of(is_weights(group, given)));
    json.append(list, out);
  }
  return json.write_line(list);
}

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

std::string group_files_json(const std::string& files_json) {
  std::deque<BlobSource> sources;
  std::vector<NamedSource> files;
  return read_file_list(files_json, sources, files) ? to_json(group_files(files), files) : std::string();
}

}  // namespace weighbridge::wasm
