#include "group_files.h"

#include <cstdint>
#include <deque>
#include <string_view>
#include <vector>

#include "base/json_builder.h"
#include "host/file_list.h"
#include "weighbridge/file_set.h"

namespace weighbridge::wasm {
namespace {

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

std::string group_files_json(const std::string& files_json) {
  std::deque<BlobSource> sources;
  std::vector<NamedSource> files;
  return read_file_list(files_json, sources, files) ? to_json(group_files(files), files) : std::string();
}

}  // namespace weighbridge::wasm
