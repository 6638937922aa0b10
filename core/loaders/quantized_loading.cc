// Measured with Keras 3.6.0 to 3.15.1 and the nightly 3.16.0.dev2026102704 (tests/fixtures/newest_oracle.jsonl); the
// forms are those of keras/quantized/quantization.h.
#include "loaders/quantized_loading.h"

#include <string>
#include <string_view>

#include "loaders/causes.h"
#include "loaders/messages.h"

namespace weighbridge::loaders {
namespace {

using keras::Int4Form;
using keras::QuantizationMode;
using keras::QuantizedPart;

bool is_calibrated_mode(QuantizationMode mode) {
  return mode == QuantizationMode::gptq || mode == QuantizationMode::awq;
}

// The minor of Keras 3 that brought the mode (keras/src/dtype_policies/dtype_policy.py, QUANTIZATION_MODES).
int first_minor(QuantizationMode mode) {
  switch (mode) {
    case QuantizationMode::int4:
      return 11;
    case QuantizationMode::gptq:
      return 12;
    case QuantizationMode::awq:
      return 14;
    case QuantizationMode::ternary:
      return 16;
    default:
      return 3;
  }
}

// Two 4-bit numbers share a byte in another way since 3.14. Embeddings without blocks are alike in all versions.
std::string_view other_int4(const Generation& loader, const QuantizedPart& part) {
  const bool is_embedding =
      part.scale != nullptr && part.scale->shape.size() == 1 && part.scale->shape[0] == part.kernel->shape[0];
  const bool is_new_loader = loader.keras_since(3, 14);
  if (part.int4_form == Int4Form::rows_packed && is_new_loader) return "Load it with Keras 3.11 to 3.13.";
  const bool is_new = part.int4_form == Int4Form::default_blocks || part.int4_form == Int4Form::chosen_blocks ||
                      (part.int4_form == Int4Form::columns_packed && !is_embedding);
  return is_new && !is_new_loader ? "Load it with Keras 3.14 or later." : std::string_view{};
}

// gptq and awq. A model that was quantized by a call also has its float kernels until it is calibrated, of which the
// file has none (keras/src/layers/core/dense.py, load_own_variables counts them): it takes back what 3.16 wrote of
// calibrated layers, for that one drops them with the call. Keras 3.14 and 3.15 did not write the zero points; 3.16
// keeps its rows the other way.
std::string_view calibrated(const Generation& loader, const QuantizedPart& part, bool whole_model) {
  constexpr std::string_view kByCopy =
      "No Keras reads layers of this mode back: copy their arrays into the layers with h5py.";
  if (part.lacks_zero) return kByCopy;
  const bool outputs_first = part.outputs_first.value_or(true);
  if (!whole_model && !outputs_first && keras::is_hollow(part) != true)
    return loader.keras_since(3, 16)
               ? std::string_view{}
               : "Load it with Keras 3.16 or later, into the model that was quantized in the same way.";
  if (!whole_model || part.mode == QuantizationMode::awq || !outputs_first) return kByCopy;
  return loader.keras_since(3, 16) ? "Load it with Keras 3.12 to 3.15." : std::string_view{};
}

// Quantizing reaches the layers that a class of the user's own makes for itself (keras/src/models/model.py, quantize:
// _flatten_layers). Its config does not tell, so that load_model makes them anew as floats.
bool is_made_as_float(const keras::Checkpoint& checkpoint, const Layer& layer) {
  return checkpoint.config.readable && !checkpoint.config.quantization.contains(layer.name);
}

std::string_view obstacle(const Generation& loader, const QuantizedPart& part, bool whole_model) {
  if (!loader.keras_since(3, first_minor(part.mode)))
    return "Load it with a later Keras: this one cannot read layers of this mode.";
  if (is_calibrated_mode(part.mode)) return calibrated(loader, part, whole_model);
  return other_int4(loader, part);
}

}  // namespace

std::optional<Answer> load_quantized(const Generation& loader, const Contents& file, bool whole_model) {
  if (!loader.is_keras_3()) return std::nullopt;
  for (const QuantizedLayer& layer : file.quantized) {
    const bool floats = whole_model && is_made_as_float(*file.subject.checkpoint, *layer.layer);
    for (const QuantizedPart& part : layer.parts) {
      std::string_view remedy = obstacle(loader, part, whole_model);
      if (remedy.empty() && floats) remedy = "Build the model in code, call quantize on it, then model.load_weights.";
      if (remedy.empty()) continue;
      return raises(std::string(messages::kSomeObjectsNotLoaded), causes::quantized(), std::string(remedy));
    }
  }
  return std::nullopt;
}

}  // namespace weighbridge::loaders
