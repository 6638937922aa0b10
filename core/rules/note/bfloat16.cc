#include <algorithm>
#include <cstdint>
#include <string_view>

#include "rules/proof/common_params.h"
#include "rules/proof/layer_sets.h"
#include "rules/proof/tensor_kinds.h"
#include "rules/rule.h"

namespace weighbridge::rules {
namespace {

// The file that holds the first of them: of a save in parts, the one to convert.
std::uint32_t file_of(const std::vector<const Layer*>& layers, std::string_view dtype) {
  for (const Layer* layer : layers) {
    const auto found = std::ranges::find(layer->tensors, dtype, &Tensor::dtype);
    if (found != layer->tensors.end()) return found->storage.file;
  }
  return 0;
}

// HDF5 has no bfloat16. Keras >= 3.0.5 marks it with an attribute of the array; tf.keras, and every Keras in the older
// layout, writes opaque bytes without a mark, which no Keras reads back (measured: TF 2.11, Keras 3.6 and 3.15.1: "No
// cast function available.").
bool is_opaque_pair(const Tensor& tensor) {
  return tensor.dtype == "opaque" && tensor.parameters > 0 && tensor.bytes == 2 * tensor.parameters;
}

}  // namespace

void check_bfloat16(const Subject& subject, Findings& findings) {
  const keras::Checkpoint& checkpoint = *subject.checkpoint;
  const std::vector<const Layer*> marked = layers_with_dtype(checkpoint, {"bfloat16"});
  std::vector<const Layer*> unmarked;
  for (const Layer& layer : checkpoint.layers) {
    if (!layer.tensors.empty() && is_opaque_pair(layer.tensors.front())) unmarked.push_back(&layer);
  }
  if (marked.empty() && unmarked.empty()) return;
  const bool readable = unmarked.empty() && checkpoint.layout == keras::Layout::v3_weights;
  const std::vector<const Layer*>& layers = marked.empty() ? unmarked : marked;
  findings.add(
      ids::kBfloat16,
      {.confidence = marked.empty() ? Confidence::likely : Confidence::certain,
       .layers = paths_of_layers(layers),
       .params = {{"layers", list_for_people(layers)},
                  {"hdf5", part_name(subject, file_of(layers, marked.empty() ? "opaque" : "bfloat16"))},
                  {"reading",
                   readable
                       ? "Keras 3.0.5 and newer read it back."
                       : "In this layout no version of Keras reads it back; the bytes have to be converted first."}},
       .evidence = {evidence::list(
           marked.empty() ? "layers with opaque values of two bytes" : "layers marked as bfloat16", names_of(layers))},
       .severity = readable ? std::optional(Severity::note) : std::nullopt});
}

}  // namespace weighbridge::rules
