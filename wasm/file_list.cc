#include "file_list.h"

#include <yyjson.h>

#include <cstdint>
#include <cstdlib>
#include <limits>
#include <string_view>
#include <utility>

#include "base/json.h"

namespace weighbridge::wasm {
namespace {

constexpr double kMaxExact = 9007199254740992.0;  // 2^53

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

std::string to_json(const std::vector<FileGroup>& groups) {
  yyjson_mut_doc* doc = yyjson_mut_doc_new(nullptr);
  yyjson_mut_val* list = yyjson_mut_arr(doc);
  yyjson_mut_doc_set_root(doc, list);
  for (const FileGroup& group : groups) {
    yyjson_mut_val* out = yyjson_mut_arr_add_obj(doc, list);
    const std::string_view kind = kind_name(group.kind);
    yyjson_mut_obj_add_strn(doc, out, "kind", kind.data(), kind.size());
    yyjson_mut_obj_add_strn(doc, out, "name", group.name.data(), group.name.size());
    yyjson_mut_val* files = yyjson_mut_obj_add_arr(doc, out, "files");
    for (const std::size_t file : group.files) yyjson_mut_arr_add_uint(doc, files, file);
  }
  std::size_t size = 0;
  char* text = yyjson_mut_write(doc, 0, &size);
  std::string json = text != nullptr ? std::string(text, size) : std::string();
  std::free(text);
  yyjson_mut_doc_free(doc);
  return json;
}

}  // namespace

bool add_source(std::string path, int source_id, double size_bytes, std::deque<BlobSource>& sources, std::vector<NamedSource>& files) {
  if (!(size_bytes >= 0 && size_bytes <= kMaxExact)) return false;
  sources.emplace_back(source_id, static_cast<std::uint64_t>(size_bytes));
  files.push_back({std::move(path), &sources.back()});
  return true;
}

bool read_file_list(const std::string& files_json, std::deque<BlobSource>& sources, std::vector<NamedSource>& files) {
  const auto parsed = json::Document::parse(files_json);
  if (!parsed || !parsed->root().is_array()) return false;
  bool sound = true;
  parsed->root().each_element([&](json::Value value) {
    auto path = value["path"].string();
    const auto id = value["id"].integer();
    const auto size = value["size"].integer();
    const bool is_file = path && id && size && *id >= 0 && *id <= std::numeric_limits<int>::max();
    sound = sound && is_file && add_source(std::move(*path), static_cast<int>(*id), static_cast<double>(*size), sources, files);
  });
  return sound;
}

std::string group_files_json(const std::string& files_json) {
  std::deque<BlobSource> sources;
  std::vector<NamedSource> files;
  return read_file_list(files_json, sources, files) ? to_json(group_files(files)) : std::string();
}

}  // namespace weighbridge::wasm
