#include <algorithm>

#include "messages/compare/compare.h"
#include "messages/compare/file_layers.h"

namespace weighbridge::messages {
namespace {

// "blk/grid" of "blk/grid/container_1/container"; empty where the text has no such path.
std::string_view list_of(std::string_view path) {
  constexpr std::string_view kContainer = "/container";
  for (std::size_t at = path.find(kContainer); at != std::string_view::npos; at = path.find(kContainer, at + 1)) {
    const std::string_view rest = path.substr(at + kContainer.size());
    if (rest.empty() || rest.front() == '/' || rest.front() == '_') return path.substr(0, at);
  }
  return {};
}

Comparison false_alarm(std::string_view list) {
  return {"The layers in " + quoted(list) +
          " are those of a model, which lists all its layers under `layers` too: the file has them there, and Keras "
          "loads them from there. The warning is a false alarm; no layer keeps its start values because of it."};
}

}  // namespace

// keras/src/saving/saving_lib.py of 3.15.1, _load_state: attributes are visited by name, so that a list before `layers`
// is looked for first (run with files of 3.3.3, 3.10.0 and 3.13.2).
std::optional<Comparison> compare_container(const Asked& asked, const Report* report) {
  const std::string_view list = list_of(*asked.container);
  if (list.empty() || list.starts_with('_')) return std::nullopt;
  const std::size_t slash = list.rfind('/');
  if (slash == std::string_view::npos) return false_alarm(list);
  if (report == nullptr) return std::nullopt;
  const std::string owner(list.substr(0, slash));
  const auto is_in_its_list = [&](const Layer& layer) { return layer.path.starts_with(owner + "/layers/"); };
  if (std::ranges::any_of(report->layers, is_in_its_list)) return false_alarm(list);
  const auto layer = std::ranges::find(report->layers, owner, &Layer::path);
  if (layer == report->layers.end()) return std::nullopt;
  return Comparison{quoted(layer->name) + " keeps layers in lists of lists, in " + quoted(list.substr(slash + 1)) +
                    ". Keras before 3.15 does not save those: the file has nothing of them, and they keep their random "
                    "start values. Save again with Keras 3.15, from a process that still has the trained model; or "
                    "give each of these layers an attribute of its own."};
}

}  // namespace weighbridge::messages
