#include "hdf5/node.h"

#include <algorithm>
#include <limits>

namespace weighbridge::hdf5 {

namespace {

bool has_no_elements(const Attribute& attribute) {
  return std::ranges::find(attribute.shape, 0u) != attribute.shape.end();
}

}  // namespace

std::uint64_t declared_bytes(const Dataset& dataset) {
  std::uint64_t bytes = dataset.type.size_bytes;
  for (const std::uint64_t extent : dataset.shape) {
    if (extent != 0 && bytes > std::numeric_limits<std::uint64_t>::max() / extent)
      return std::numeric_limits<std::uint64_t>::max();
    bytes *= extent;
  }
  return bytes;
}

std::optional<std::vector<std::string>> Attribute::strings() const {
  if (const auto* values = std::get_if<std::vector<std::string>>(&value)) return *values;
  if (problem.empty() && has_no_elements(*this)) return std::vector<std::string>();
  return std::nullopt;
}

std::optional<std::string> Attribute::string() const {
  const auto* values = std::get_if<std::vector<std::string>>(&value);
  if (values == nullptr || values->size() != 1) return std::nullopt;
  return values->front();
}

std::optional<std::int64_t> Attribute::integer() const {
  const auto* values = std::get_if<std::vector<std::int64_t>>(&value);
  if (values == nullptr || values->size() != 1) return std::nullopt;
  return values->front();
}

const Node* Node::child(std::string_view child_name) const {
  // Sorted by read_tree; names that were not valid UTF-8 may have lost their place.
  const auto found =
      std::ranges::find(children, child_name, [](const auto& node) -> std::string_view { return node->name; });
  return found == children.end() ? nullptr : found->get();
}

const Node* Node::at(std::string_view path) const {
  const Node* node = this;
  while (node != nullptr && !path.empty()) {
    const std::size_t slash = path.find('/');
    if (const auto part = path.substr(0, slash); !part.empty()) node = node->child(part);
    path = slash == std::string_view::npos ? std::string_view() : path.substr(slash + 1);
  }
  return node;
}

const Attribute* Node::attribute(std::string_view attribute_name) const {
  const auto found = std::ranges::find(attributes, attribute_name, &Attribute::name);
  return found == attributes.end() ? nullptr : &*found;
}

std::optional<std::string> Node::string(std::string_view attribute_name) const {
  const Attribute* found = attribute(attribute_name);
  return found == nullptr ? std::nullopt : found->string();
}

std::optional<std::vector<std::string>> Node::string_list(std::string_view list_name) const {
  if (const Attribute* whole = attribute(list_name)) return whole->strings();
  std::vector<std::string> joined;
  for (std::size_t chunk = 0;; ++chunk) {
    const Attribute* part = attribute(std::string(list_name) + std::to_string(chunk));
    if (part == nullptr) return chunk == 0 ? std::nullopt : std::optional(std::move(joined));
    auto strings = part->strings();
    if (!strings) return std::nullopt;
    joined.insert(joined.end(), std::make_move_iterator(strings->begin()), std::make_move_iterator(strings->end()));
  }
}

}  // namespace weighbridge::hdf5
