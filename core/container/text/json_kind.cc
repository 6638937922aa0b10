#include "container/text/json_kind.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/text.h"
#include "container/byte_reading.h"
#include "container/orbax.h"
#include "container/text/window.h"
#include "weighbridge/limits.h"

namespace weighbridge::container {
namespace {

constexpr std::size_t kMostTextBytes = 80;

// Keras >= 3.10, saving_lib.ShardedH5IOStore: {"metadata": {"total_size": n}, "weight_map": {"/layers/dense/vars":
// "m_00000.weights.h5"}}; a value may also be a list of files. Hugging Face's index has the same key.
std::optional<ShardList> shards_of(json::Value weight_map) {
  if (!weight_map.is_object()) return std::nullopt;
  ShardList shards{.entries = weight_map.size(), .files = {}};
  const auto add = [&](json::Value value) {
    const auto name = value.string();
    if (name && shards.files.size() <= kMostShardFiles && !std::ranges::contains(shards.files, *name))
      shards.files.push_back(*name);
  };
  weight_map.each_member([&](std::string_view, json::Value value) {
    add(value);
    if (value.is_array()) value.each_element(add);
  });
  return shards;
}

std::string short_text(json::Value value) { return text::shorten(value.string().value_or(""), kMostTextBytes); }

// {"format": "layers-model", "modelTopology": {"keras_version": "2.15.0", "model_config": {...}},
//  "weightsManifest": [{"paths": ["group1-shard1of1.bin"], "weights": [{"name": "conv2d/kernel", ...}]}]}
std::optional<TfjsModel> tfjs_of(json::Value root) {
  const json::Value topology = root["modelTopology"];
  const json::Value manifest = root["weightsManifest"];
  if (!topology.is_object() || !manifest.is_array()) return std::nullopt;
  const json::Value config = topology["model_config"];
  TfjsModel model{.has_layers = config.is_object() || root["format"].string() == "layers-model",
                  .keras_version = short_text(topology["keras_version"]),
                  .renamed = ""};
  const std::string prefix = config["config"]["name"].string().value_or("") + "/";
  if (prefix == "/") return model;
  // The layers of a nested model have that one's name in front; the outermost model's stands there only since Keras 3.
  manifest.each_element([&](json::Value group) {
    group["weights"].each_element([&](json::Value weight) {
      if (model.renamed.empty() && weight["name"].string().value_or("").starts_with(prefix))
        model.renamed = short_text(weight["name"]);
    });
  });
  return model;
}

// {"message": "Not Found"} GitHub, {"error": "..."} Hugging Face, {"detail": "..."} FastAPI, {"error": {"message":
// "..."}} Google.
std::optional<std::string> message_of(json::Value root) {
  for (const std::string_view key : {"message", "error", "detail", "error_description"}) {
    auto message = root[key].string();
    if (!message) message = root[key]["message"].string();
    if (message) return text::shorten(*message, 200);
  }
  return std::nullopt;
}

bool begins_like_json(std::string_view text) {
  if (text.empty()) return false;
  const std::string_view inside = skip_space(text.substr(1));
  if (text.front() == '{') return inside.starts_with('"') || inside == "}";
  return text.front() == '[' && !inside.empty() && std::string_view("{[\"]-0123456789tfn").contains(inside.front());
}

// The whole text when the window does not hold it all.
Result<std::string> whole_text(Probe& probe, std::string_view text) {
  if (probe.size_bytes <= limits::kMaxTextBytes || probe.size_bytes > limits::kMaxJsonBytes) return std::string(text);
  const auto bytes = read_available(probe.source, 0, static_cast<std::size_t>(probe.size_bytes));
  if (!bytes) return std::unexpected(bytes.error());
  std::string_view whole = as_text(*bytes);
  if (whole.starts_with("\xEF\xBB\xBF")) whole.remove_prefix(3);
  return std::string(whole);
}

}  // namespace

Result<bool> identify_json(Probe& probe, std::string_view text, Identification& found) {
  if (!begins_like_json(text)) return false;
  const auto whole = whole_text(probe, text);
  if (!whole) return std::unexpected(whole.error());
  const auto parsed = json::Document::parse(*whole);
  if (!parsed) {
    // "[1] Not found" begins like a list but is prose; an object's first quote is telling enough.
    if (text.front() != '{') return false;
    found.kind = Kind::json;
    found.details = JsonDocument{.is_valid = false};
    return true;
  }
  const json::Value root = parsed->root();
  if (root.is_object() && identify_orbax_json(root, found)) return true;
  found.kind = Kind::json;
  JsonDocument& document = found.details.emplace<JsonDocument>();
  if (!root.is_object()) return true;
  document.shards = shards_of(root["weight_map"]);
  document.tfjs = tfjs_of(root);
  document.message = message_of(root);
  const auto class_name = root["class_name"].string();
  if (!class_name) return true;
  document.class_name = text::shorten(*class_name, kMostTextBytes);
  document.module = text::shorten(root["module"].string().value_or(""), kMostTextBytes);
  document.keras_version = text::shorten(root["keras_version"].string().value_or(""), kMostTextBytes);
  return true;
}

}  // namespace weighbridge::container
