#include "sets/orbax.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "base/text.h"
#include "sets/paths.h"

namespace weighbridge::sets {
namespace {

constexpr std::string_view kTree = "_METADATA";
constexpr std::string_view kStepNote = "_CHECKPOINT_METADATA";
constexpr std::string_view kManifest = "manifest.ocdbt";
constexpr std::string_view kItem = "pytree";  // OrbaxCheckpoint's name for the item with the arrays

std::string_view without_slash(std::string_view folder) {
  return folder.ends_with('/') ? folder.substr(0, folder.size() - 1) : folder;
}

// "a/b/" of "a/b/c/"; "" at the top.
std::string_view parent_of(std::string_view folder) { return folder_of(without_slash(folder)); }

// "3.orbax-checkpoint-tmp", in older versions with numbers behind it: renamed to "3" when all is written.
constexpr std::string_view kUnfinished = ".orbax-checkpoint-tmp";
std::string_view name_of(std::string_view folder) { return bare_name(without_slash(folder)); }
bool is_unfinished(std::string_view step) { return name_of(step).contains(kUnfinished); }
bool is_numbered(std::string_view step) {
  return text::is_all_digits(name_of(step).substr(0, name_of(step).find(kUnfinished)));
}

// The folder of the item whose file this is; none if it is no piece that Orbax alone writes.
std::optional<std::string_view> item_of(std::string_view path) {
  std::string_view folder = folder_of(path);
  const std::string_view name = bare_name(path);
  if (name != kTree && name != kManifest) return std::nullopt;
  if (bare_name(without_slash(folder)).starts_with("ocdbt.process_")) folder = parent_of(folder);
  return folder.empty() ? std::nullopt : std::optional(folder);
}

// The folder of the step that this file marks, if it marks one.
std::optional<std::string_view> step_of(std::string_view path) {
  if (bare_name(path) == kStepNote) return folder_of(path);
  const auto item = item_of(path);
  return item ? std::optional(parent_of(*item)) : std::nullopt;
}

std::set<std::string_view> steps_of(std::span<const NamedSource> files, const std::vector<bool>& taken) {
  std::set<std::string_view> steps;
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (taken[i]) continue;
    if (const auto step = step_of(files[i].path)) steps.insert(*step);
  }
  return steps;
}

// Is the file below the step? Of a step without a folder of its own only what Orbax calls so.
bool is_below(std::string_view path, std::string_view step) {
  if (!step.empty()) return path.starts_with(step);
  const std::string_view top = path.substr(0, path.find('/'));
  return path == kStepNote || path == "commit_success.txt" ||
         (path.contains('/') && (top == kItem || top == "model_config" || top == "assets"));
}

// The steps in their order: 9 before 10, and finished ones last.
bool older(std::string_view a, std::string_view b) {
  if (is_unfinished(a) != is_unfinished(b)) return is_unfinished(a);
  return text::natural_less(a, b);
}

}  // namespace

std::vector<OrbaxFolder> find_orbax_folders(std::span<const NamedSource> files, const std::vector<bool>& taken) {
  const std::set<std::string_view> steps = steps_of(files, taken);
  // By the folder around numbered steps, else by the step.
  std::map<std::string, std::vector<std::string_view>> checkpoints;
  for (const std::string_view step : steps) {
    const bool numbered = is_numbered(step) && !parent_of(step).empty();
    checkpoints[std::string(without_slash(numbered ? parent_of(step) : step))].push_back(step);
  }
  std::vector<OrbaxFolder> folders;
  for (auto& [name, of_it] : checkpoints) {
    std::ranges::sort(of_it, older);
    OrbaxFolder folder{.name = name.empty() ? "Orbax checkpoint" : name, .files = {}};
    for (std::size_t i = 0; i < files.size(); ++i) {
      const std::string_view path = files[i].path;
      if (!taken[i] && std::ranges::any_of(of_it, [&](std::string_view step) { return is_below(path, step); }))
        folder.files.push_back(i);
    }
    const std::string list = std::string(of_it.back()) + std::string(kItem) + "/" + std::string(kTree);
    const auto place = [&](std::size_t i) {
      return files[i].path == list ? 0 : bare_name(files[i].path) == kTree ? 1 : 2;
    };
    std::ranges::stable_sort(folder.files, {}, place);
    folders.push_back(std::move(folder));
  }
  return folders;
}

OrbaxParts orbax_parts(const std::vector<std::string>& paths) {
  std::set<std::string,
           decltype([](const std::string& a, const std::string& b) { return older(a, b) || (!older(b, a) && a < b); })>
      steps;
  for (const std::string& path : paths) {
    if (const auto step = step_of(path)) steps.emplace(*step);
  }
  OrbaxParts parts;
  if (steps.empty()) return parts;
  for (const std::string& step : steps) {
    if (is_unfinished(step)) parts.unfinished.emplace_back(name_of(step));
    parts.any_finished |= !is_unfinished(step);
    if (text::is_all_digits(name_of(step))) parts.steps.emplace_back(name_of(step));
  }
  if (!parts.any_finished) return parts;
  const std::string item = *steps.rbegin() + std::string(kItem) + "/";
  const auto is_there = [&](auto wanted) { return std::ranges::any_of(paths, wanted); };
  parts.has_model_config =
      is_there([&](const std::string& path) { return path.starts_with(*steps.rbegin() + "model_config/"); });
  const bool has_item = is_there([&](const std::string& path) { return path.starts_with(item); });
  parts.of_keras = has_item || parts.has_model_config;
  if (!has_item && parts.of_keras) parts.missing.emplace_back(kItem);
  if (!has_item) return parts;
  for (const std::string_view piece : {kTree, kManifest}) {
    if (!is_there([&](const std::string& path) { return path == item + std::string(piece); }))
      parts.missing.push_back(std::string(kItem) + "/" + std::string(piece));
  }
  const auto holds_data = [&](const std::string& path) {
    return path.starts_with(item) && bare_name(without_slash(folder_of(path))) == "d";
  };
  if (!is_there(holds_data)) parts.missing.push_back(std::string(kItem) + "/d");
  return parts;
}

}  // namespace weighbridge::sets
