#include "container/orbax.h"

#include <cstddef>
#include <string>
#include <string_view>

#include "base/text.h"

namespace weighbridge::container {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::size_t kMostNameBytes = 120;

void note_piece(Identification& found, OrbaxFile file) {
  found.kind = Kind::orbax;
  found.details = OrbaxPiece{.file = file};
}

// keras/src/callbacks/orbax_checkpoint.py, _save_checkpoint: the state tree's parts. The optimizer's and the metrics'
// are no weights.
bool is_of_model(std::string_view part) { return part == "trainable_variables" || part == "non_trainable_variables"; }

struct TreePath {
  std::string part;  // "trainable_variables"
  std::string name;  // "sequential/dense/kernel"
};

TreePath path_of(json::Value entry) {
  TreePath path;
  entry["key_metadata"].each_element([&](json::Value key) {
    const std::string text = key["key"].string().value_or("");
    if (path.part.empty()) {
      path.part = text;
    } else {
      path.name += (path.name.empty() ? "" : "/") + text;
    }
  });
  return path;
}

// {"tree_metadata": {"('trainable_variables', 'dense', 'kernel')": {"key_metadata": [...], "value_metadata":
// {"value_type": "jax.Array"}}}}
OrbaxPiece list_of_arrays(json::Value tree) {
  OrbaxPiece piece{.file = OrbaxFile::array_list};
  tree.each_member([&](std::string_view, json::Value entry) {
    const std::string type = entry["value_metadata"]["value_type"].string().value_or("");
    const bool empty_container = entry["value_metadata"]["skip_deserialize"].boolean().value_or(false);
    if (empty_container || type == "string") return;
    ++piece.arrays;
    piece.has_jax_arrays |= type == "jax.Array";
    const TreePath path = path_of(entry);
    if (!is_of_model(path.part)) return;
    ++piece.model_arrays;
    if (piece.names.size() < kMostOrbaxNames)
      piece.names.push_back(text::shorten(text::to_valid_utf8(path.name), kMostNameBytes));
  });
  return piece;
}

// `_sharding`: {"<base64 of a path>": "{\"sharding_type\": \"SingleDeviceSharding\", ...}"}
bool is_sharding(json::Value root) {
  bool all = root.size() > 0;
  root.each_member(
      [&](std::string_view, json::Value value) { all = all && value.string().value_or("").contains("sharding_type"); });
  return all;
}

// `model_config/_strings.json`: {"config": "{\"module\": \"keras\", \"class_name\": \"Sequential\", ...}"}
bool is_model_config(json::Value root) {
  const std::string config = root["config"].string().value_or("");
  return root.size() == 1 && config.starts_with('{') && config.contains("\"class_name\"");
}

}  // namespace

bool identify_orbax_bytes(const Probe& probe, Identification& found) {
  if (probe.has(0, "\x0C\xDB\x3A\x2A"sv)) {
    note_piece(found, OrbaxFile::manifest);
    return true;
  }
  if (probe.has(0, "\x0C\xDB\x20\xDE"sv) || probe.has(0, "\x0C\xDB\x1B\xDE"sv)) {
    note_piece(found, OrbaxFile::database);
    return true;
  }
  if (probe.has(0, "Checkpoint commit was successful to "sv)) {
    note_piece(found, OrbaxFile::finish_note);
    return true;
  }
  return false;
}

bool identify_orbax_json(json::Value root, Identification& found) {
  if (root["tree_metadata"].is_object() && (root["use_ocdbt"].exists() || root["use_zarr3"].exists())) {
    found.kind = Kind::orbax;
    found.details = list_of_arrays(root["tree_metadata"]);
    return true;
  }
  if (root["item_handlers"].exists() && root["init_timestamp_nsecs"].exists()) {
    note_piece(found, OrbaxFile::contents_note);
    return true;
  }
  if (is_sharding(root)) {
    note_piece(found, OrbaxFile::devices);
    return true;
  }
  if (is_model_config(root)) {
    note_piece(found, OrbaxFile::architecture);
    return true;
  }
  if (root["array_metadatas"].is_array()) {
    note_piece(found, OrbaxFile::array_shapes);
    return true;
  }
  return false;
}

}  // namespace weighbridge::container
