#include "readers/tree_text.h"

#include <bit>
#include <sstream>
#include <string_view>
#include <utility>

namespace weighbridge::tests {

namespace {

std::string text_of(const hdf5::Type& type) {
  return type.name + '/' + std::to_string(type.size_bytes) + (type.big_endian ? " big-endian" : "") + type.tag;
}

std::string text_of(const std::vector<std::uint64_t>& shape) {
  std::string out = "[";
  for (const std::uint64_t size : shape) out += std::to_string(size) + ',';
  return out + ']';
}

std::string text_of(const hdf5::Dataset& dataset) {
  static constexpr const char* kKinds[] = {"none", "contiguous", "chunked", "compact", "external", "virtual"};
  std::ostringstream out;
  const Storage& storage = dataset.storage;
  out << text_of(dataset.type) << text_of(dataset.shape) << (dataset.is_null ? " null" : "") << " storage "
      << kKinds[static_cast<std::size_t>(storage.kind)] << " at " << storage.offset.value_or(0) << " size "
      << storage.size_bytes << " lost " << storage.lost_bytes << " object " << storage.object_address.value_or(0);
  for (const std::string& filter : storage.filters) out << ' ' << filter;
  for (const std::string& file : dataset.external_files) out << " in " << file;
  if (!dataset.filters_available) out << " filter missing";
  if (dataset.scalar_integer) out << " = " << *dataset.scalar_integer;
  return out.str();
}

std::string text_of(const hdf5::Attribute& attribute) {
  std::ostringstream out;
  out << "attribute " << text_of(attribute.type) << text_of(attribute.shape)
      << (attribute.unreadable ? " unreadable" : "");
  if (!attribute.problem.empty()) out << ": " << attribute.problem;
  if (const auto* texts = std::get_if<std::vector<std::string>>(&attribute.value))
    for (const std::string& text : *texts) out << '|' << text;
  if (const auto* integers = std::get_if<std::vector<std::int64_t>>(&attribute.value))
    for (const std::int64_t value : *integers) out << '|' << value;
  if (const auto* numbers = std::get_if<std::vector<double>>(&attribute.value))
    for (const double value : *numbers) out << '|' << std::bit_cast<std::uint64_t>(value);
  return out.str();
}

std::string_view name_of(hdf5::NodeKind kind) {
  switch (kind) {
    case hdf5::NodeKind::group:
      return "group";
    case hdf5::NodeKind::dataset:
      return "dataset";
    case hdf5::NodeKind::named_type:
      return "type";
    case hdf5::NodeKind::soft_link:
      return "soft link";
    case hdf5::NodeKind::external_link:
      return "external link";
    case hdf5::NodeKind::other_link:
      return "other link";
    case hdf5::NodeKind::unreadable:
      return "unreadable";
  }
  return "?";
}

std::string text_of(const hdf5::Node& node) {
  std::ostringstream out;
  out << name_of(node.kind) << (node.hard_link_again ? " again" : "");
  if (!node.link_target.empty()) out << " to " << node.link_target;
  if (!node.problem.empty()) out << ": " << node.problem;
  if (node.dataset) out << ' ' << text_of(*node.dataset);
  return out.str();
}

// No recursion: a hostile file may nest as deep as the limits allow.
void add(const hdf5::Node& root, std::vector<TreeLine>& out) {
  std::vector<std::pair<const hdf5::Node*, std::string>> open{{&root, ""}};
  while (!open.empty()) {
    const auto [node, path] = open.back();
    open.pop_back();
    out.push_back({path, text_of(*node), node->link_order ? " made " + std::to_string(*node->link_order) : ""});
    for (const hdf5::Attribute& attribute : node->attributes)
      out.push_back({path + '@' + attribute.name, text_of(attribute), {}});
    for (auto child = node->children.rbegin(); child != node->children.rend(); ++child)
      open.emplace_back(child->get(), path + '/' + (*child)->name);
  }
}

}  // namespace

std::vector<TreeLine> lines_of(const hdf5::Tree& tree) {
  std::vector<TreeLine> out;
  add(tree.root, out);
  return out;
}

std::string describe(const hdf5::Tree& tree) {
  std::ostringstream out;
  out << tree.objects << " objects, " << tree.unreadable << " unreadable"
      << (tree.limit_reached ? ", limit reached" : "") << '\n';
  for (const TreeLine& line : lines_of(tree)) out << line.path << ' ' << line.text << line.order << '\n';
  return out.str();
}

}  // namespace weighbridge::tests
