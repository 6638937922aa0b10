#include "sets/shard_index.h"

#include <algorithm>
#include <map>
#include <span>
#include <utility>

#include "base/json.h"
#include "base/text.h"
#include "weighbridge/limits.h"

namespace weighbridge::sets {
namespace {

constexpr std::size_t kMaxShards = 100'000;  // five digits
constexpr std::string_view kVars = "/vars";
constexpr double kMostBytes = 1e18;

// The names of one entry, as far as they are names of files beside the index.
std::vector<std::string> names_of(json::Value value) {
  std::vector<std::string> names;
  const auto add = [&names](json::Value item) {
    auto name = item.string();
    if (name && !name->empty() && !name->contains('/') && !name->contains('\\')) names.push_back(std::move(*name));
  };
  if (value.is_array())
    value.each_element(add);
  else
    add(value);
  return names;
}

std::optional<std::string> read_text(ByteSource& source) {
  if (source.size_bytes() > limits::kMaxJsonBytes) return std::nullopt;
  std::string text(static_cast<std::size_t>(source.size_bytes()), '\0');
  if (!source.read_at(0, std::as_writable_bytes(std::span(text)))) return std::nullopt;
  return text;
}

}  // namespace

std::string object_path(std::string_view key) {
  if (key.ends_with(kVars))
    key.remove_suffix(kVars.size());
  else if (key == "vars")
    key = {};
  while (key.starts_with('/')) key.remove_prefix(1);
  return std::string(key);
}

std::optional<ShardIndex> read_shard_index(ByteSource& source) {
  const auto text = read_text(source);
  if (!text) return std::nullopt;
  const auto parsed = json::Document::parse(*text);
  if (!parsed) return std::nullopt;
  std::vector<std::pair<std::string, std::vector<std::string>>> entries;
  std::map<std::string, std::size_t, decltype([](const std::string& a, const std::string& b) {
             return text::natural_less(a, b) || (!text::natural_less(b, a) && a < b);
           })>
      numbers;
  bool has_lists = false;
  parsed->root()["weight_map"].each_member([&](std::string_view key, json::Value value) {
    has_lists |= value.is_array();
    auto names = names_of(value);
    for (const std::string& name : names) {
      if (numbers.size() < kMaxShards) numbers.emplace(name, 0);
    }
    entries.emplace_back(object_path(key), std::move(names));
  });
  ShardIndex index;
  index.has_lists = has_lists;
  if (const auto size = parsed->root()["metadata"]["total_size"].number(); size && *size >= 0)
    index.total_bytes = static_cast<std::uint64_t>(std::min(*size, kMostBytes));
  // An index that lost its entries is one all the same.
  if (numbers.empty() && !(parsed->root()["weight_map"].is_object() && index.total_bytes)) return std::nullopt;
  for (auto& [name, number] : numbers) {
    number = index.shards.size();
    index.shards.push_back(name);
  }
  for (auto& [path, names] : entries) {
    ShardIndex::Entry entry{std::move(path), {}};
    for (const std::string& name : names) {
      if (const auto found = numbers.find(name); found != numbers.end()) entry.shards.push_back(found->second);
    }
    index.entries.push_back(std::move(entry));
  }
  return index;
}

}  // namespace weighbridge::sets
