#include "loaders/detour.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "subject/node_path.h"
#include "weighbridge/limits.h"

namespace weighbridge::loaders {
namespace {

using Kind = Detour::Kind;

std::optional<Detour> as_dataset(const hdf5::Dataset& dataset, std::string path) {
  if (dataset.storage.kind == StorageKind::external || !dataset.external_files.empty()) {
    return Detour{.kind = Kind::external_storage,
                  .path = std::move(path),
                  .target = dataset.external_files.empty() ? "" : dataset.external_files.front()};
  }
  if (dataset.storage.kind == StorageKind::virtual_)
    return Detour{.kind = Kind::virtual_dataset, .path = std::move(path), .target = ""};
  const std::uint64_t declared = hdf5::declared_bytes(dataset);
  if (declared <= limits::kShapeBombBytes || declared / limits::kShapeBombRatio <= dataset.storage.size_bytes)
    return std::nullopt;
  return Detour{.kind = Kind::shape_bomb,
                .path = std::move(path),
                .target = "",
                .declared = declared,
                .stored = dataset.storage.size_bytes};
}

std::string_view without_leading_slash(std::string_view path) {
  if (path.starts_with('/')) path.remove_prefix(1);
  return path;
}

class Search {
 public:
  explicit Search(const hdf5::Node& root) : root_(root) {}

  void below(const hdf5::Node& parent) {
    for (const auto& child : parent.children) {
      if (&parent == &root_ && (child->name == "optimizer" || child->name == "optimizer_weights")) continue;
      above_.push_back(child.get());
      look_at(parent, *child);
      above_.pop_back();
    }
  }

  std::vector<Detour> found;

 private:
  void look_at(const hdf5::Node& parent, const hdf5::Node& child) {
    const bool is_link = child.kind == hdf5::NodeKind::soft_link || child.kind == hdf5::NodeKind::external_link;
    if (is_link && is_met(parent, child)) note(as_link(child, join_path(above_), &parent));
    if (child.dataset) {
      if (const auto detour = as_dataset(*child.dataset, "")) note(with_path(*detour, join_path(above_)));
    } else {
      below(child);
    }
  }

  // At the root a loader asks for names that it knows: a link called otherwise is met by none.
  bool is_met(const hdf5::Node& parent, const hdf5::Node& link) const {
    if (&parent != &root_) return true;
    const auto listed = root_.string_list("layer_names");
    if (listed) return std::ranges::find(*listed, link.name) != listed->end();
    return link.name == "vars" || link.name == "layers" || link.name == "model_weights" ||
           root_.child("layers") == nullptr;
  }

  Detour as_link(const hdf5::Node& link, std::string path, const hdf5::Node* parent) const {
    const bool in_layer = parent->name == "vars" || parent->attribute("weight_names") != nullptr;
    Detour detour{.kind = Kind::external_link,
                  .path = std::move(path),
                  .target = link.link_target.substr(0, link.link_target.find(":/"))};
    const hdf5::Node* target =
        link.kind == hdf5::NodeKind::soft_link ? root_.at(without_leading_slash(link.link_target)) : nullptr;
    // A weight is called "dense/kernel:0": it lies one group below the layer's.
    detour.at_array =
        target != nullptr ? target->dataset != nullptr : in_layer || detour.path.find(':') != std::string::npos;
    if (link.kind == hdf5::NodeKind::soft_link) {
      detour.kind = target != nullptr ? Kind::soft_link : Kind::dangling_link;
      detour.target.clear();
    }
    return detour;
  }

  static Detour with_path(Detour detour, std::string path) {
    detour.path = std::move(path);
    return detour;
  }

  void note(Detour detour) {
    const auto same = [&](const Detour& other) { return other.kind == detour.kind; };
    if (std::ranges::none_of(found, same)) found.push_back(std::move(detour));
  }

  const hdf5::Node& root_;
  std::vector<const hdf5::Node*> above_;  // on the way to what is looked at, itself included
};

}  // namespace

std::vector<Detour> find_detours(const hdf5::Node& root) {
  Search search(root);
  search.below(root);
  return std::move(search.found);
}

}  // namespace weighbridge::loaders
