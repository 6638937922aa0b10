#include "container/text/json_kind.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/text.h"
#include "container/byte_reading.h"
#include "container/orbax.h"
#include "container/text/window.h"
#include "weighbridge/limits.h"

namespace weighbridge::container {
namespace {

constexpr std::size_t kMostKeysListed = 20;
constexpr std::size_t kMostKeyBytes = 80;

std::string listed(const std::vector<std::string>& names) {
  std::string out;
  for (std::size_t i = 0; i < std::min(names.size(), kMostKeysListed); ++i) {
    if (i > 0) out += ", ";
    out += text::shorten(names[i], kMostKeyBytes);
  }
  if (names.size() > kMostKeysListed) out += ", ...";
  return out;
}

void note_keys(json::Value root, Identification& found) {
  std::vector<std::string> keys;
  root.each_member([&](std::string_view key, json::Value) {
    if (keys.size() <= kMostKeysListed) keys.emplace_back(key);
  });
  found.facts["keys"] = listed(keys);
}

// Keras >= 3.10, saving_lib.ShardedH5IOStore: {"metadata": {"total_size": n}, "weight_map": {"/layers/dense/vars": "m_00000.weights.h5"}};
// a value may also be a list of files. Hugging Face's index has the same key.
void note_shards(json::Value weight_map, Identification& found) {
  if (!weight_map.is_object()) return;
  found.facts["weight_map"] = std::to_string(weight_map.size());
  std::vector<std::string> files;
  const auto add = [&](json::Value value) {
    const auto name = value.string();
    if (name && files.size() <= kMostKeysListed && !std::ranges::contains(files, *name)) files.push_back(*name);
  };
  weight_map.each_member([&](std::string_view, json::Value value) {
    add(value);
    if (value.is_array()) value.each_element(add);
  });
  found.facts["shards"] = listed(files);
}

// {"message": "Not Found"} GitHub, {"error": "..."} Hugging Face, {"detail": "..."} FastAPI, {"error": {"message": "..."}} Google.
void note_message(json::Value root, Identification& found) {
  for (const std::string_view key : {"message", "error", "detail", "error_description"}) {
    auto message = root[key].string();
    if (!message) message = root[key]["message"].string();
    if (!message) continue;
    found.facts["message"] = text::shorten(*message, 200);
    return;
  }
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
    found.facts["valid"] = "false";
    return true;
  }
  found.kind = Kind::json;
  const json::Value root = parsed->root();
  if (!root.is_object()) return true;
  if (identify_orbax_json(root, found)) return true;
  note_keys(root, found);
  note_shards(root["weight_map"], found);
  note_message(root, found);
  if (const auto class_name = root["class_name"].string()) found.facts["class_name"] = text::shorten(*class_name, kMostKeyBytes);
  return true;
}

}  // namespace weighbridge::container
