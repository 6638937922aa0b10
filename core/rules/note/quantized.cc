#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "rules/proof/layer_sets.h"
#include "rules/rule.h"

namespace weighbridge::rules {
namespace {

bool is_whole(const Tensor& tensor) { return tensor.dtype == "int8" || tensor.dtype == "uint8"; }
bool is_float(const Tensor& tensor) { return tensor.dtype.starts_with("float"); }

// keras/src/dtype_policies and Dense.variable_serialization_spec of 3.15.1: kernel and bias stay float32, beside them the scales (scalars)
// and the largest magnitudes of the last 1,024 steps (amax_history) of inputs, kernel and gradients.
bool is_float8(const Layer& layer) {
  constexpr std::uint64_t kHistory = 1024;
  const auto scales = std::ranges::count_if(layer.tensors, [](const Tensor& t) { return is_float(t) && t.shape_known && t.shape.empty(); });
  const auto histories = std::ranges::count_if(
      layer.tensors, [](const Tensor& t) { return is_float(t) && t.shape == std::vector<std::uint64_t>{kHistory}; });
  return scales >= 2 && histories >= 2;
}

// Keras >= 3.15 packs two values of 4 bits along the last axis: bias and scales are twice as long as the kernel is wide, or one less.
bool shows_int4(const Layer& layer, const Tensor& kernel) {
  return std::ranges::any_of(layer.tensors, [&kernel](const Tensor& t) {
    return is_float(t) && !t.shape.empty() && t.shape.back() != kernel.shape.back() && (t.shape.back() + 1) / 2 == kernel.shape.back();
  });
}

// "" where nothing is quantized. Until 3.14 int4 was packed along the first axis: its arrays look like those of int8.
std::string mode_of(const Layer& layer) {
  const auto kernel = std::ranges::find_if(layer.tensors, [](const Tensor& t) { return is_whole(t) && t.shape.size() >= 2; });
  if (kernel == layer.tensors.end()) return is_float8(layer) ? "float8" : "";
  if (std::ranges::none_of(layer.tensors, is_float)) return "";
  if (kernel->dtype == "uint8") return "gptq or awq";
  return shows_int4(layer, *kernel) ? "int4" : "int8 or int4";
}

}  // namespace

void check_quantized(const Subject& subject, Findings& findings) {
  std::map<std::string, std::vector<const Layer*>> by_mode;
  std::vector<const Layer*> layers;
  for (const Layer& layer : subject.checkpoint->layers) {
    const std::string mode = mode_of(layer);
    if (mode.empty()) continue;
    layers.push_back(&layer);
    by_mode[mode].push_back(&layer);
  }
  if (layers.empty()) return;
  std::vector<Evidence> evidence;
  for (const auto& [mode, of_mode] : by_mode) evidence.push_back(evidence::list("layers with the arrays of " + mode, names_of(of_mode)));
  const std::string& mode = by_mode.begin()->first;
  findings.add(ids::kQuantized, {.confidence = Confidence::likely,
                             .params = {{"layers", list_for_people(layers)},
                                        {"mode", by_mode.size() == 1 ? mode : "several modes"},
                                        {"kind", mode.starts_with("int8") ? "int8" : "other"}},
                             .evidence = std::move(evidence)});
}

}  // namespace weighbridge::rules
