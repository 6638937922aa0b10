#include "rules/proof/layers_concerned.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_set>
#include <variant>

#include "rules/proof/layer_sets.h"

namespace weighbridge::rules {
namespace {

// Paths of tensors and groups lead to the layers that they lie in.
class LayerFinder {
 public:
  explicit LayerFinder(const keras::Checkpoint& checkpoint) {
    for (const Layer& layer : checkpoint.layers) paths_.insert(layer.path);
  }

  void note(std::string_view path, Finding& finding) const {
    while (!path.empty()) {
      if (const auto found = paths_.find(path); found != paths_.end()) return add(*found, finding);
      const std::size_t slash = path.rfind('/');
      path = path.substr(0, slash == std::string_view::npos ? 0 : slash);
    }
  }

  void note_all(Finding& finding) const {
    if (finding.path) note(*finding.path, finding);
    for (const Evidence& piece : finding.evidence) {
      for (const auto& [name, value] : piece.fields) {
        if (const auto* path = std::get_if<std::string>(&value); path != nullptr && name == "path")
          note(*path, finding);
        if (const auto* items = std::get_if<std::vector<std::string>>(&value)) {
          for (const std::string& item : *items) note(item, finding);
        }
      }
    }
  }

 private:
  static void add(std::string_view path, Finding& finding) {
    if (finding.layers.size() < kListed && std::ranges::find(finding.layers, path) == finding.layers.end())
      finding.layers.emplace_back(path);
  }

  std::unordered_set<std::string_view> paths_;
};

}  // namespace

void note_layers(const keras::Checkpoint& checkpoint, std::vector<Finding>& findings) {
  if (findings.empty()) return;
  const LayerFinder finder(checkpoint);
  for (Finding& finding : findings) finder.note_all(finding);
}

}  // namespace weighbridge::rules
