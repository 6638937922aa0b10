#include "policy/settings.h"

#include <algorithm>
#include <array>
#include <span>

// https://marzer.github.io/tomlplusplus: errors as values, and only what reads.
#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.hpp>

#include "catalogue/catalogue.h"
#include "folders.h"
#include "nearest.h"
#include "policy/paths.h"
#include "policy/small_file.h"

namespace weighbridge::cli {
namespace {

constexpr std::uint64_t kMostSettingsBytes = 1u << 20;
constexpr std::array<std::string_view, 4> kKeys = {"paths", "fail-on", "baseline", "ignore"};
constexpr std::array<std::string_view, 3> kIgnoreKeys = {"id", "path", "reason"};

// Reads one document; every sentence names the file and the line.
class SettingsReader {
 public:
  explicit SettingsReader(std::string path) : path_(std::move(path)) { settings_.folder = folder_of(path_); }

  Result<Settings> read(std::string_view toml_text) {
    const toml::parse_result parsed = toml::parse(toml_text, path_);
    if (!parsed)
      return wrong(parsed.error().source().begin.line, "is no TOML: " + std::string(parsed.error().description()));
    const toml::table& table = parsed.table();
    for (auto step : {check_keys(table, kKeys), take_paths(table["paths"]), take_fail_on(table["fail-on"]),
                      take_baseline(table["baseline"]), take_ignores(table["ignore"])}) {
      if (!step) return std::unexpected(step.error());
    }
    return settings_;
  }

 private:
  using Node = toml::node_view<const toml::node>;

  [[nodiscard]] std::unexpected<Error> wrong(toml::source_index line, const std::string& what) const {
    return fail(ErrorCode::malformed, "'" + path_ + "', line " + std::to_string(line) + ": " + what + ".");
  }

  Result<void> check_keys(const toml::table& table, std::span<const std::string_view> keys) const {
    for (const auto& [key, value] : table) {
      const std::string_view name = key.str();
      if (std::ranges::find(keys, name) != keys.end()) continue;
      const auto near = nearest(name, keys, 1);
      std::string known = " Did you mean " + std::string(near.empty() ? "" : near.front()) + "?";
      if (near.empty()) {
        known = " There are";
        for (const std::string_view one : keys) known += (one == keys.front() ? " " : ", ") + std::string(one);
        known += ".";
      }
      return fail(ErrorCode::malformed, "'" + path_ + "', line " + std::to_string(key.source().begin.line) +
                                            ": there is no '" + std::string(name) + "'." + known);
    }
    return {};
  }

  // A text, or a list of texts.
  Result<std::vector<std::string>> texts(Node node, std::string_view name) const {
    std::vector<std::string> found;
    if (!node) return found;
    if (const auto one = node.value_exact<std::string>()) return std::vector{*one};
    const toml::array* list = node.as_array();
    if (list == nullptr) return wrong(line_of(node), std::string(name) + " is a text or a list of texts");
    for (const toml::node& item : *list) {
      const auto one = item.value_exact<std::string>();
      if (!one) return wrong(item.source().begin.line, std::string(name) + " is a text or a list of texts");
      found.push_back(*one);
    }
    return found;
  }

  Result<void> take_paths(Node node) {
    const auto found = texts(node, "paths");
    if (!found) return std::unexpected(found.error());
    for (const std::string& path : *found) settings_.paths.push_back(from_here(path));
    return {};
  }

  Result<void> take_fail_on(Node node) {
    const auto found = texts(node, "fail-on");
    if (!found) return std::unexpected(found.error());
    if (found->empty()) return {};
    std::string words;
    for (const std::string& word : *found) words += (words.empty() ? "" : ",") + word;
    auto parsed = parse_fail_on(words);
    if (!parsed) return fail(ErrorCode::malformed, "'" + path_ + "': " + parsed.error().message);
    settings_.fail_on = std::move(*parsed);
    return {};
  }

  Result<void> take_baseline(Node node) {
    if (!node) return {};
    const auto path = node.value_exact<std::string>();
    if (!path || path->empty()) return wrong(line_of(node), "baseline is the path of a file");
    settings_.baseline = from_here(*path);
    return {};
  }

  Result<void> take_ignores(Node node) {
    if (!node) return {};
    const toml::array* list = node.as_array();
    if (list == nullptr || !list->is_homogeneous(toml::node_type::table))
      return wrong(line_of(node), "what is to be ignored stands under [[ignore]]");
    for (const toml::node& item : *list) {
      if (auto taken = take_ignore(*item.as_table()); !taken) return taken;
    }
    return {};
  }

  Result<void> take_ignore(const toml::table& table) {
    if (auto checked = check_keys(table, kIgnoreKeys); !checked) return checked;
    const toml::source_index line = table.source().begin.line;
    Ignore ignore{.id = table["id"].value_or(std::string()),
                  .path = table["path"].value_or(std::string()),
                  .reason = table["reason"].value_or(std::string())};
    if (ignore.id.empty()) return wrong(line, "what is ignored needs an id: id = \"dead-batchnorm\"");
    if (ignore.reason.empty()) return wrong(line, "what is ignored needs a reason: reason = \"...\"");
    if (catalogue::find(ignore.id) == nullptr) {
      std::vector<std::string_view> ids;
      for (const catalogue::Entry& entry : catalogue::all()) ids.push_back(entry.id);
      return fail(ErrorCode::malformed, "'" + path_ + "', line " + std::to_string(line) + ": there is no finding '" +
                                            ignore.id + "'." + did_you_mean(nearest(ignore.id, ids, 1)));
    }
    settings_.ignores.push_back(std::move(ignore));
    return {};
  }

  static toml::source_index line_of(Node node) { return node.node()->source().begin.line; }

  [[nodiscard]] std::string from_here(const std::string& path) const {
    return is_absolute(path) || settings_.folder.empty() ? path : settings_.folder + "/" + path;
  }

  std::string path_;
  Settings settings_;
};

}  // namespace

Result<Settings> parse_settings(const std::string& path, std::string_view toml_text) {
  return SettingsReader(path).read(toml_text);
}

Result<Settings> read_settings(const std::string& path) {
  const auto content = read_small_file(path, kMostSettingsBytes);
  if (!content) return std::unexpected(content.error());
  return parse_settings(path, *content);
}

}  // namespace weighbridge::cli
