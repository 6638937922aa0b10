#include "describe.h"

#include <algorithm>
#include <bit>
#include <catch2/catch_test_macros.hpp>
#include <functional>
#include <sstream>

#include "hdf5/walk/walk.h"
#include "io/memory_source.h"

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
  std::ostringstream out;
  const Storage& storage = dataset.storage;
  out << text_of(dataset.type) << text_of(dataset.shape) << (dataset.is_null ? " null" : "") << " storage "
      << static_cast<int>(storage.kind) << " at " << storage.offset.value_or(0) << " size " << storage.size_bytes
      << " lost " << storage.lost_bytes << " object " << storage.object_address.value_or(0);
  for (const std::string& filter : storage.filters) out << ' ' << filter;
  for (const std::string& file : dataset.external_files) out << " in " << file;
  if (!dataset.filters_available) out << " filter missing";
  if (dataset.scalar_integer) out << " = " << *dataset.scalar_integer;
  return out.str();
}

std::string text_of(const hdf5::Attribute& attribute) {
  std::ostringstream out;
  out << " @" << attribute.name << ' ' << text_of(attribute.type) << text_of(attribute.shape) << ' '
      << attribute.problem << (attribute.unreadable ? " unreadable" : "");
  if (const auto* texts = std::get_if<std::vector<std::string>>(&attribute.value))
    for (const std::string& text : *texts) out << '|' << text;
  if (const auto* integers = std::get_if<std::vector<std::int64_t>>(&attribute.value))
    for (const std::int64_t value : *integers) out << '|' << value;
  if (const auto* numbers = std::get_if<std::vector<double>>(&attribute.value))
    for (const double value : *numbers) out << '|' << std::bit_cast<std::uint64_t>(value);
  return out.str();
}

void add(const hdf5::Node& node, const std::string& path, std::ostringstream& out) {
  out << path << " kind " << static_cast<int>(node.kind) << ' ' << node.link_target << ' ' << node.problem
      << (node.hard_link_again ? " again" : "");
  if (node.link_order) out << " made " << *node.link_order;
  if (node.dataset) out << ' ' << text_of(*node.dataset);
  out << '\n';
  for (const hdf5::Attribute& attribute : node.attributes) out << path << text_of(attribute) << '\n';
  for (const auto& child : node.children) add(*child, path + '/' + child->name, out);
}

void each_dataset(const hdf5::Node& node, const std::string& path,
                  const std::function<void(const std::string&, const hdf5::Dataset&)>& visit) {
  if (node.dataset) visit(path, *node.dataset);
  for (const auto& child : node.children) each_dataset(*child, path + '/' + child->name, visit);
}

}  // namespace

std::string describe(const hdf5::Tree& tree) {
  std::ostringstream out;
  out << tree.objects << " objects, " << tree.unreadable << " unreadable"
      << (tree.limit_reached ? ", limit reached" : "") << '\n';
  add(tree.root, "", out);
  return out.str();
}

Result<hdf5::Tree> try_walk(const Bytes& image, hdf5::walk::Budget budget) {
  io::MemorySource source(image);
  return hdf5::walk::walk_tree(source, {}, budget);
}

hdf5::Tree walk(const Bytes& image) {
  auto tree = try_walk(image);
  INFO((tree ? std::string() : tree.error().message));
  REQUIRE(tree.has_value());
  return std::move(*tree);
}

std::vector<std::string> dataset_paths(const hdf5::Tree& tree) {
  std::vector<std::string> paths;
  each_dataset(tree.root, "", [&](const std::string& path, const hdf5::Dataset&) { paths.push_back(path); });
  return paths;
}

std::vector<std::uint64_t> dataset_offsets(const hdf5::Tree& tree) {
  std::vector<std::uint64_t> offsets;
  each_dataset(tree.root, "", [&](const std::string&, const hdf5::Dataset& dataset) {
    if (dataset.storage.offset) offsets.push_back(*dataset.storage.offset);
  });
  std::ranges::sort(offsets);
  return offsets;
}

}  // namespace weighbridge::tests
