#include "container/orbax.h"

#include <cstddef>
#include <string>
#include <string_view>

#include "base/text.h"

namespace weighbridge::container {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::size_t kMaxListed = 20;
constexpr std::size_t kMaxNameBytes = 120;

void note_piece(Identification& found, std::string_view piece) {
  found.kind = Kind::orbax;
  found.facts["piece"] = piece;
}

// keras/src/callbacks/orbax_checkpoint.py, _save_checkpoint: the state tree's parts. The optimizer's and the metrics' are no weights.
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

// {"tree_metadata": {"('trainable_variables', 'dense', 'kernel')": {"key_metadata": [...], "value_metadata": {"value_type": "jax.Array"}}}}
void note_arrays(json::Value tree, Identification& found) {
  std::size_t arrays = 0;
  std::size_t of_model = 0;
  std::string listed;
  tree.each_member([&](std::string_view, json::Value entry) {
    const std::string type = entry["value_metadata"]["value_type"].string().value_or("");
    const bool empty_container = entry["value_metadata"]["skip_deserialize"].boolean().value_or(false);
    if (empty_container || type == "string") return;
    ++arrays;
    if (type == "jax.Array") found.facts["jax_arrays"] = "some";
    const TreePath path = path_of(entry);
    if (!is_of_model(path.part)) return;
    ++of_model;
    if (of_model > kMaxListed) return;
    listed += (listed.empty() ? "" : ", ") + text::shorten(text::to_valid_utf8(path.name), kMaxNameBytes);
  });
  if (arrays == 0) return;
  found.facts["arrays"] = std::to_string(arrays);
  found.facts["model_arrays"] = std::to_string(of_model);
  found.facts["names"] = listed;
}

// `_sharding`: {"<base64 of a path>": "{\"sharding_type\": \"SingleDeviceSharding\", ...}"}
bool is_sharding(json::Value root) {
  bool all = root.size() > 0;
  root.each_member([&](std::string_view, json::Value value) { all = all && value.string().value_or("").contains("sharding_type"); });
  return all;
}

}  // namespace

bool identify_orbax_bytes(const Probe& probe, Identification& found) {
  if (probe.has(0, "\x0C\xDB\x3A\x2A"sv)) {
    note_piece(found, "the manifest of its database");
    return true;
  }
  if (probe.has(0, "\x0C\xDB\x20\xDE"sv) || probe.has(0, "\x0C\xDB\x1B\xDE"sv)) {
    note_piece(found, "a part of its database");
    return true;
  }
  if (probe.has(0, "Checkpoint commit was successful to "sv)) {
    note_piece(found, "the note that its save was finished");
    return true;
  }
  return false;
}

bool identify_orbax_json(json::Value root, Identification& found) {
  if (root["tree_metadata"].is_object() && (root["use_ocdbt"].exists() || root["use_zarr3"].exists())) {
    note_piece(found, "the list of its arrays");
    note_arrays(root["tree_metadata"], found);
    return true;
  }
  if (root["item_handlers"].exists() && root["init_timestamp_nsecs"].exists()) {
    note_piece(found, "the note that says what it consists of");
    return true;
  }
  if (is_sharding(root)) {
    note_piece(found, "the devices that its arrays were on");
    return true;
  }
  if (root["array_metadatas"].is_array()) {
    note_piece(found, "the shapes of its arrays");
    return true;
  }
  return false;
}

}  // namespace weighbridge::container
