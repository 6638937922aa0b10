#include <algorithm>
#include <string>
#include <string_view>

#include "keras/quantized/hollow.h"
#include "keras/versions.h"
#include "rules/proof/layer_sets.h"
#include "rules/rule.h"

namespace weighbridge::rules {
namespace {

using keras::Int4Form;

constexpr std::string_view kOld = "Keras 3.11 to 3.13";
constexpr std::string_view kNew = "Keras 3.14 and newer";
constexpr std::string_view kCalibrated = "Keras 3.12 to 3.15";
constexpr std::string_view kNightly = "the nightly builds of Keras 3.16";
constexpr std::string_view kBeforeNew = "Keras 3.13 and older";

struct Forms {
  std::vector<const Layer*> rows;     // only Keras up to 3.13 packs so
  std::vector<const Layer*> blocks;   // what quantize("int4") makes since 3.14
  std::vector<const Layer*> chosen;   // blocks of another size, or none: only since 3.14 there is a choice
  std::vector<const Layer*> unclear;  // embeddings without blocks: both
  // gptq and awq, with their zero points: a row for each output, or for each input.
  std::vector<const Layer*> by_output;
  std::vector<const Layer*> by_input;
  std::vector<const Layer*> ternary;  // a mode that only the nightly builds of 3.16 have
  bool rows_told_by_values = true;    // of all of `rows`
};

bool is_embedding(const keras::QuantizedPart& part) {
  return part.scale->shape.size() == 1 && part.scale->shape[0] == part.kernel->shape[0];
}

Forms sort(const keras::Checkpoint& checkpoint) {
  Forms sorted;
  for (const Layer& layer : checkpoint.layers) {
    const std::vector<keras::QuantizedPart> parts = keras::parts_of(checkpoint, layer);
    if (parts.empty()) continue;
    if (parts.front().outputs_first && !parts.front().lacks_zero)
      (*parts.front().outputs_first ? sorted.by_output : sorted.by_input).push_back(&layer);
    if (parts.front().mode == keras::QuantizationMode::ternary) sorted.ternary.push_back(&layer);
    switch (parts.front().int4_form) {
      case Int4Form::rows_packed:
        sorted.rows.push_back(&layer);
        sorted.rows_told_by_values = sorted.rows_told_by_values && parts.front().told_by_values;
        break;
      case Int4Form::default_blocks:
        sorted.blocks.push_back(&layer);
        break;
      case Int4Form::chosen_blocks:
        sorted.chosen.push_back(&layer);
        break;
      case Int4Form::columns_packed:
        (is_embedding(parts.front()) ? sorted.unclear : sorted.chosen).push_back(&layer);
        break;
      case Int4Form::not_int4:
        break;
    }
  }
  return sorted;
}

void add(const std::vector<const Layer*>& layers, std::string_view written, std::string_view others,
         Confidence confidence, Findings& findings, std::string_view mode = "4-bit numbers (int4)") {
  findings.add(ids::kQuantizedOtherVersion,
               {.confidence = confidence,
                .layers = paths_of_layers(layers),
                .params = {{"layers", list_for_people(layers)},
                           {"mode", std::string(mode)},
                           {"written", std::string(written)},
                           {"others", std::string(others)}},
                .evidence = {evidence::list("layers with kernels in that form", names_of(layers))}});
}

}  // namespace

// Weights without a config are loaded into a model that was quantized by a call; where that call names a block size,
// which older versions do not know, the reader knows already.
void check_quantized_other_version(const Subject& subject, Findings& findings) {
  const keras::Checkpoint& checkpoint = *subject.checkpoint;
  const Forms sorted = sort(checkpoint);
  const bool whole_model = checkpoint.config.present;
  const auto& to = checkpoint.writer.version.to;
  const bool old_writer = to && keras::compare_to_bound(*to, "3.14") < 0;
  if (!sorted.rows.empty()) {
    const bool proven = !sorted.rows_told_by_values || old_writer;
    return add(sorted.rows, kOld, kNew, proven ? Confidence::certain : Confidence::likely, findings);
  }
  if (!sorted.blocks.empty()) return add(sorted.blocks, kNew, kOld, Confidence::certain, findings);
  if (!sorted.chosen.empty()) {
    if (whole_model) add(sorted.chosen, kNew, kBeforeNew, Confidence::certain, findings);
    return;
  }
  constexpr std::string_view kMode = "the numbers of gptq or awq";
  if (!sorted.by_input.empty())
    return add(sorted.by_input, kNightly, kCalibrated, Confidence::certain, findings, kMode);
  if (!sorted.by_output.empty())
    return add(sorted.by_output, kCalibrated, kNightly, Confidence::certain, findings, kMode);
  if (!sorted.ternary.empty() && whole_model)
    return add(sorted.ternary, kNightly, "Keras 3.15 and older", Confidence::certain, findings,
               "the numbers -1, 0 and 1 (ternary)");
  if (sorted.unclear.empty()) return;
  if (whole_model && !old_writer) return add(sorted.unclear, kNew, kBeforeNew, Confidence::certain, findings);
  add(sorted.unclear, kOld, kNew, old_writer ? Confidence::certain : Confidence::likely, findings);
}

}  // namespace weighbridge::rules
