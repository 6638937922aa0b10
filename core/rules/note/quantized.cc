#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "keras/quantized/block_size.h"
#include "keras/quantized/hollow.h"
#include "rules/proof/layer_sets.h"
#include "rules/rule.h"

namespace weighbridge::rules {
namespace {

using keras::QuantizationMode;
using ByMode = std::map<std::string, std::vector<const Layer*>>;

// What is unclear in one layer is clear from another: a model is quantized in one mode.
void settle(ByMode& by_mode) {
  const std::string unclear(keras::mode_id(QuantizationMode::int8_or_int4));
  const auto found = by_mode.find(unclear);
  const bool int8 = by_mode.contains("int8");
  if (found == by_mode.end() || int8 == by_mode.contains("int4")) return;
  std::ranges::copy(found->second, std::back_inserter(by_mode[int8 ? "int8" : "int4"]));
  by_mode.erase(unclear);
}

// What to call so that a model becomes what the file holds. model.quantize(mode) reaches every layer of these classes
// (Keras 3.3 and newer).
bool is_reached(const Layer& layer, std::string_view mode) {
  constexpr std::string_view kKernels[] = {"Dense", "EinsumDense"};
  constexpr std::string_view kTables[] = {"Embedding", "ReversibleEmbedding"};
  return std::ranges::contains(kKernels, layer.class_name) ||
         (mode != "float8" && std::ranges::contains(kTables, layer.class_name));
}

struct Advice {
  std::string kind;  // which of the page's fixes
  std::string call;
  std::string block_size;
  std::string names;
};

Advice advice_for(const keras::Checkpoint& checkpoint, const std::vector<const Layer*>& layers,
                  const std::vector<keras::QuantizedPart>& parts, const ByMode& by_mode) {
  constexpr std::size_t kMostNames = 20;
  if (by_mode.size() != 1) return {.kind = "other"};
  const std::string& mode = by_mode.begin()->first;
  Advice advice{.kind = mode, .call = mode.starts_with("int8") ? "int8" : mode};
  if (advice.call == "int8") advice.kind = advice.call;
  const bool in_blocks = std::ranges::any_of(parts, [](const auto& part) {
    return part.int4_form == keras::Int4Form::chosen_blocks || part.int4_form == keras::Int4Form::columns_packed;
  });
  if (mode == "int4" && in_blocks) {
    const auto size = keras::block_size_of(parts);
    if (!size) return {.kind = "other"};
    advice.kind = "int4-blocks";
    advice.block_size = std::to_string(*size);
  }
  const auto left_plain = [&](const Layer& layer) {
    return layer.state == LayerState::filled && is_reached(layer, advice.call) &&
           !std::ranges::contains(layers, &layer);
  };
  if (std::ranges::none_of(checkpoint.layers, left_plain)) return advice;
  if (!checkpoint.has_name_attributes || layers.size() > kMostNames || advice.kind != advice.call)
    return {.kind = "other"};
  for (const Layer* layer : layers) advice.names += (advice.names.empty() ? "" : ", ") + layer->name;
  advice.kind = "some";
  return advice;
}

}  // namespace

void check_quantized(const Subject& subject, Findings& findings) {
  ByMode by_mode;
  std::vector<const Layer*> layers;
  std::vector<keras::QuantizedPart> all_parts;
  for (const Layer& layer : subject.checkpoint->layers) {
    const std::vector<keras::QuantizedPart> parts = keras::parts_of(*subject.checkpoint, layer);
    if (parts.empty()) continue;
    layers.push_back(&layer);
    by_mode[std::string(keras::mode_id(parts.front().mode))].push_back(&layer);
    std::ranges::copy(parts, std::back_inserter(all_parts));
  }
  if (layers.empty()) return;
  settle(by_mode);
  std::vector<Evidence> evidence;
  for (const auto& [mode, of_mode] : by_mode)
    evidence.push_back(evidence::list("layers with the arrays of " + mode, names_of(of_mode)));
  const std::string& mode = by_mode.begin()->first;
  Advice advice = advice_for(*subject.checkpoint, layers, all_parts, by_mode);
  findings.add(ids::kQuantized, {.confidence = Confidence::likely,
                                 .layers = paths_of_layers(layers),
                                 .params = {{"layers", list_for_people(layers)},
                                            {"mode", by_mode.size() == 1 ? mode : "several modes"},
                                            {"call", std::move(advice.call)},
                                            {"block_size", std::move(advice.block_size)},
                                            {"names", std::move(advice.names)},
                                            {"kind", std::move(advice.kind)}},
                                 .evidence = std::move(evidence)});
}

}  // namespace weighbridge::rules
