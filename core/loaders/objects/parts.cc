#include "loaders/objects/parts.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <utility>

#include "keras/v3_objects.h"

namespace weighbridge::loaders {
namespace {

std::string_view inner_path(const Layer& layer, const Tensor& tensor, bool is_legacy) {
  std::string_view path = tensor.path;
  if (!path.starts_with(layer.path) || path.size() <= layer.path.size()) return {};
  path.remove_prefix(layer.path.size() + 1);
  const std::size_t end = path.rfind(is_legacy ? "/" : "/vars/");
  return end == std::string_view::npos ? std::string_view{} : path.substr(0, end);
}

// Cells that older Keras keeps under the one name of their layer.
bool begins_another(const Part& part, const Tensor& tensor) {
  return tensor.role == "kernel" &&
         std::ranges::contains(part.tensors, "kernel", [](const Tensor* one) { return std::string_view(one->role); });
}

std::string_view projection_by_name(std::string_view name) {
  constexpr std::array<std::string_view, 4> kNames = {"query", "key", "value", "attention_output"};
  return std::ranges::contains(kNames, name) ? name : std::string_view{};
}

// What the attribute is called that a part of the path stands for: its projections in one order, whoever wrote it.
std::string_view as_attribute(std::string_view segment) {
  std::string_view name = projection(segment);
  if (name.empty()) name = projection_by_name(segment);
  if (name.empty()) return segment;
  return name == "attention_output" ? "output" : name;
}

// Those of MultiHeadAttention and Bidirectional, whose names stand for attributes in the legacy layout too.
bool has_named_parts(std::string_view inner) {
  return inner.contains("ward_") || !projection_by_name(inner.substr(inner.rfind('/') + 1)).empty();
}

// Negative: `a` is visited first, by its path; zero: both stand in one list.
int compare(std::string_view a, std::string_view b) {
  bool in_list = false;
  while (!a.empty() || !b.empty()) {
    const std::string_view left = a.substr(0, a.find('/'));
    const std::string_view right = b.substr(0, b.find('/'));
    if (left != right) return in_list ? 0 : as_attribute(left).compare(as_attribute(right));
    in_list = left == "cells" || left == "layers" || left == keras::kCheckpointDependencies;
    a.remove_prefix(std::min(left.size() + 1, a.size()));
    b.remove_prefix(std::min(right.size() + 1, b.size()));
  }
  return 0;
}

}  // namespace

std::string_view projection(std::string_view attribute) {
  if (attribute.starts_with('_')) attribute.remove_prefix(1);
  if (attribute == "output_dense") return "attention_output";
  constexpr std::string_view kDense = "_dense";
  return attribute.ends_with(kDense) ? projection_by_name(attribute.substr(0, attribute.size() - kDense.size()))
                                     : std::string_view{};
}

std::string_view cell_by_shape(const std::vector<const Tensor*>& tensors) {
  if (tensors.size() != 3) return {};
  const std::vector<std::uint64_t>& kernel = tensors[0]->shape;
  const std::vector<std::uint64_t>& recurrent = tensors[1]->shape;
  if (kernel.size() != recurrent.size() || kernel.size() < 2 || kernel.back() != recurrent.back()) return {};
  const std::uint64_t units = recurrent[recurrent.size() - 2];
  if (units == 0 || recurrent.back() % units != 0) return {};
  const std::uint64_t gates = recurrent.back() / units;
  if (recurrent.size() > 2) return gates == 4 ? "ConvLSTMCell" : "";
  return gates == 4 ? "LSTMCell" : gates == 3 ? "GRUCell" : gates == 1 ? "SimpleRNNCell" : "";
}

std::vector<Part> parts_of(const Layer& layer, bool is_legacy) {
  std::vector<Part> parts;
  std::map<std::string_view, std::size_t> last;  // of that place
  for (const Tensor& tensor : layer.tensors) {
    const std::string_view inner = inner_path(layer, tensor, is_legacy);
    const auto found = last.find(inner);
    if (found != last.end() && !(is_legacy && begins_another(parts[found->second], tensor))) {
      parts[found->second].tensors.push_back(&tensor);
      continue;
    }
    last[inner] = parts.size();
    parts.push_back({inner, {&tensor}});
  }
  return parts;
}

bool is_one(const Layer& layer, bool is_legacy) {
  return !layer.tensors.empty() && std::ranges::all_of(layer.tensors, [&](const Tensor& tensor) {
    return inner_path(layer, tensor, is_legacy) == inner_path(layer, layer.tensors.front(), is_legacy);
  });
}

// A few parts, nearly in order. Of more than any layer of Keras has none is said to be the first with certainty.
void sort_as_visited(std::vector<Part>& parts, const Generation& loader, bool is_legacy) {
  constexpr std::size_t kMostSorted = 500;
  if (parts.size() > kMostSorted) return;
  const auto is_before = [&](const Part& a, const Part& b) {
    // The legacy layout has layers of inner models in their order, and no attributes.
    const bool is_sorted = !is_legacy || (has_named_parts(a.inner) && has_named_parts(b.inner));
    return is_sorted && is_visited_before(a.inner, b.inner, loader);
  };
  for (std::size_t i = 1; i < parts.size(); ++i) {
    for (std::size_t j = i; j > 0 && is_before(parts[j], parts[j - 1]); --j) std::swap(parts[j], parts[j - 1]);
  }
}

bool is_visited_before(std::string_view path, std::string_view other, const Generation& loader) {
  const int order = compare(path, other);
  return loader.tensorflow_since(2, 15) ? order > 0 : order < 0;
}

}  // namespace weighbridge::loaders
