#include <algorithm>
#include <map>
#include <string>
#include <vector>

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

}  // namespace

void check_quantized(const Subject& subject, Findings& findings) {
  ByMode by_mode;
  std::vector<const Layer*> layers;
  for (const Layer& layer : subject.checkpoint->layers) {
    const std::vector<keras::QuantizedPart> parts = keras::parts_of(*subject.checkpoint, layer);
    if (parts.empty()) continue;
    layers.push_back(&layer);
    by_mode[std::string(keras::mode_id(parts.front().mode))].push_back(&layer);
  }
  if (layers.empty()) return;
  settle(by_mode);
  std::vector<Evidence> evidence;
  for (const auto& [mode, of_mode] : by_mode) evidence.push_back(evidence::list("layers with the arrays of " + mode, names_of(of_mode)));
  const std::string& mode = by_mode.begin()->first;
  const std::string call = mode.starts_with("int8") ? "int8" : mode;
  findings.add(ids::kQuantized, {.confidence = Confidence::likely,
                                 .params = {{"layers", list_for_people(layers)},
                                            {"mode", by_mode.size() == 1 ? mode : "several modes"},
                                            {"call", call},
                                            {"kind", by_mode.size() == 1 ? call : "other"}},
                                 .evidence = std::move(evidence)});
}

}  // namespace weighbridge::rules
