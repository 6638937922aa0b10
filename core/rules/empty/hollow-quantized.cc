#include <algorithm>
#include <string>

#include "base/text.h"
#include "keras/quantized/hollow.h"
#include "rules/proof/layer_sets.h"
#include "rules/rule.h"

namespace weighbridge::rules {
namespace {

using keras::QuantizationMode;

struct Hollow {
  std::vector<const Layer*> layers;
  std::vector<std::string> kernels;  // paths
  QuantizationMode mode = QuantizationMode::int8;
  bool all_read = true;
  bool only_calibrated_modes = true;
};

Hollow find(const keras::Checkpoint& checkpoint) {
  Hollow found;
  for (const Layer& layer : checkpoint.layers) {
    if (!keras::is_hollow(checkpoint, layer)) continue;
    for (const keras::QuantizedPart& part : keras::parts_of(checkpoint, layer)) {
      if (!checkpoint.hollow_kernels.contains(part.kernel->path)) continue;
      if (found.kernels.empty()) found.mode = part.mode;
      found.only_calibrated_modes = found.only_calibrated_modes && keras::needs_calibration(part.mode);
      found.all_read = found.all_read && keras::is_hollow(part).value_or(false);
      found.kernels.push_back(part.kernel->path);
    }
    found.layers.push_back(&layer);
  }
  return found;
}

bool is_one(const Hollow& hollow) { return hollow.kernels.size() == 1; }

std::string proof_of(const Hollow& hollow) {
  const std::string code = text::number(keras::empty_code(hollow.mode));
  const std::string in_it = is_one(hollow) ? "in it" : "in them";
  return hollow.all_read ? "every number " + in_it + " is " + code + ", and every scale is 1"
                         : "the first numbers " + in_it + " are all " + code + ", and the first scales are all 1";
}

std::string cause_of(const Hollow& hollow) {
  if (hollow.only_calibrated_modes) {
    return "makes such a kernel empty, and fills it in only when the layer is calibrated; with model.quantize(\"" +
           std::string(keras::mode_id(hollow.mode)) + "\") layers outside of the calibrated structure never are";
  }
  return "begins a layer that is made with a quantized dtype with such a kernel, for a file to fill it in";
}

}  // namespace

void check_hollow_quantized(const Subject& subject, Findings& findings) {
  const Hollow hollow = find(*subject.checkpoint);
  if (hollow.layers.empty()) return;
  findings.add(
      ids::kHollowQuantized,
      {.confidence = hollow.all_read ? Confidence::certain : Confidence::likely,
       .path = hollow.kernels.front(),
       .layers = paths_of_layers(hollow.layers),
       .params =
           {{"layers", list_for_people(hollow.layers)},
            {"kernels", is_one(hollow) ? "The quantized kernel" : "The quantized kernels"},
            {"were", is_one(hollow) ? "was" : "were"},
            {"proof", proof_of(hollow)},
            {"how", cause_of(hollow)},
            {"rescue",
             hollow.only_calibrated_modes
                 ? "While the program that quantized the model still runs, save the old kernels from it; else go back "
                   "to "
                   "the weights from before the quantization."
                 : "Load the weights into the model before you save it, or quantize a model that has its weights."},
            {"kind", hollow.only_calibrated_modes ? "calibrated" : "dtype"}},
       .evidence = {
           evidence::list("quantized kernels that hold nothing but " + text::number(keras::empty_code(hollow.mode)),
                          bounded(hollow.kernels)),
           evidence::measurement("of these kernels, with scales of 1 only", static_cast<double>(hollow.kernels.size()),
                                 "tensors"),
           evidence::list("layers that they belong to", names_of(hollow.layers))}});
}

}  // namespace weighbridge::rules
