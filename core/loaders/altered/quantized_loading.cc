// Measured with Keras 3.6.0 to 3.15.1 and the nightly 3.16.0.dev2026102704 (tests/fixtures/newest_oracle.jsonl); the
// forms are those of keras/quantized/quantization.h.
#include "loaders/altered/quantized_loading.h"

#include <algorithm>
#include <cstddef>
#include <ranges>
#include <string>
#include <string_view>
#include <vector>

#include "loaders/causes.h"
#include "loaders/load_weights.h"
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

// Quantizing reaches the layers that another layer makes for itself (keras/src/models/model.py, quantize:
// _flatten_layers). Its config does not tell, so that load_model makes them anew as floats. The legacy layout has the
// weights of a model in a model under that one's name, and their own in their paths.
bool is_made_as_float(const keras::Checkpoint& checkpoint, const QuantizedLayer& layer) {
  const auto& quantized = checkpoint.config.quantization;
  if (!checkpoint.config.readable || quantized.contains(layer.layer->name)) return false;
  if (checkpoint.config.maps_quantized_policies) return false;
  return std::ranges::none_of(std::views::split(layer.parts.front().kernel->path, '/'),
                              [&](auto name) { return quantized.contains(std::string_view(name)); });
}

// Quantizing to float8 adds scales behind the kernel; a layer that is made in float8 has them in front
// (keras/src/layers/core/dense.py, build, 3.3.3 to 3.15.1), and the legacy layout knows variables by their places.
bool has_scales_behind(const QuantizedLayer& layer) {
  const QuantizedPart& first = layer.parts.front();
  return first.mode == QuantizationMode::float8 && first.kernel < first.scale;
}

// How many variables of a part a float layer does not have.
std::size_t added_variables(const QuantizedPart& part) {
  constexpr std::size_t kOfFloat8 = 6;  // scale and history of inputs, kernel and gradients
  if (part.mode == QuantizationMode::float8) return kOfFloat8;
  return std::size_t{part.scale != nullptr} + std::size_t{part.zero != nullptr} +
         std::size_t{part.group_index != nullptr};
}

// What a layer that is made in float8 has in the place of the kernel. The file has Keras' own path of it in the layer's
// group.
OtherShape first_in_float8(const Layer& layer) {
  constexpr std::string_view kName = "inputs_scale";
  const Tensor& kernel = layer.tensors.front();
  const std::string own = kernel.path.starts_with(layer.path + '/') ? kernel.path.substr(layer.path.size() + 1) : "";
  return {.name = std::string(kName),
          .needed = {},
          .stored = kernel.shape,
          .path = own.empty() ? "" : own.substr(0, own.rfind('/') + 1) + std::string(kName)};
}

// A layer of a legacy file beside the one that load_model makes.
Contradiction beside_made_layer(const QuantizedLayer& layer, bool floats) {
  std::size_t added = 0;
  if (floats) {
    for (const QuantizedPart& part : layer.parts) added += added_variables(part);
  }
  Contradiction found = made_with_fewer(*layer.layer, added);
  if (!floats) found.shape = first_in_float8(*layer.layer);
  return found;
}

// load_model alone.
std::optional<Answer> made_otherwise(const Generation& loader, const Contents& file, const QuantizedLayer& layer) {
  constexpr std::string_view kRemedy = "Build the model in code, call quantize on it, then model.load_weights.";
  const bool floats = is_made_as_float(*file.subject.checkpoint, layer);
  if (!file.is_legacy())
    return floats ? std::optional(raises(std::string(messages::kSomeObjectsNotLoaded), causes::quantized(), kRemedy))
                  : std::nullopt;
  if (!floats && !has_scales_behind(layer)) return std::nullopt;
  return raises(other_variables(loader, file, beside_made_layer(layer, floats)), causes::quantized(), kRemedy);
}

constexpr std::string_view kNeedsLaterKeras = "Load it with a later Keras: this one cannot read layers of this mode.";

bool knows_mode(const Generation& loader, QuantizationMode mode) {
  return loader.is_keras_3() && loader.keras_since(3, first_minor(mode));
}

// What the layer of the model has in the place of `layer` where the model was quantized to int4 as this Keras does it,
// with blocks since 3.14 (keras/src/layers/core/dense.py, _int4_build, of 3.13.2 and 3.15.1).
Contradiction beside_other_int4(const Generation& loader, const QuantizedLayer& layer) {
  constexpr std::size_t kOfBlocks = 2;  // zero points and g_idx
  std::size_t of_blocks = 0;
  for (const QuantizedPart& part : layer.parts)
    of_blocks += std::size_t{part.zero != nullptr} + std::size_t{part.group_index != nullptr};
  Contradiction found = made_with_fewer(*layer.layer, of_blocks);
  if (loader.keras_since(3, 14)) found.needed.resize(found.stored + kOfBlocks * layer.parts.size());
  if (found.needed.size() != found.stored) return found;
  const Tensor& kernel = *layer.parts.front().kernel;
  found.shape = OtherShape{.name = kernel.role, .needed = kernel.shape, .stored = kernel.shape};
  found.shape->needed.front() = (found.shape->needed.front() + 1) / 2;
  found.shape->needed.back() *= 2;
  return found;
}

std::string_view obstacle(const Generation& loader, const QuantizedPart& part, bool whole_model) {
  if (!knows_mode(loader, part.mode)) return kNeedsLaterKeras;
  if (is_calibrated_mode(part.mode)) return calibrated(loader, part, whole_model);
  return other_int4(loader, part);
}

}  // namespace

std::optional<Answer> load_quantized(const Generation& loader, const Contents& file, bool whole_model) {
  if (!loader.is_keras_3()) return std::nullopt;
  for (const QuantizedLayer& layer : file.quantized) {
    for (const QuantizedPart& part : layer.parts) {
      const std::string_view remedy = obstacle(loader, part, whole_model);
      if (!remedy.empty())
        return raises(std::string(messages::kSomeObjectsNotLoaded), causes::quantized(), std::string(remedy));
    }
    if (!whole_model) continue;
    if (auto answer = made_otherwise(loader, file, layer)) return answer;
  }
  return std::nullopt;
}

// The layers of the model in which the file is loaded have the variables that this Keras gives them, and the first that
// has others is named.
std::optional<Answer> load_quantized_in_order(const Generation& loader, const Contents& file) {
  for (const QuantizedLayer& layer : file.quantized) {
    for (const QuantizedPart& part : layer.parts) {
      if (!knows_mode(loader, part.mode)) {
        return raises(other_variables(loader, file, beside_made_layer(layer, true)), causes::quantized(),
                      std::string(kNeedsLaterKeras));
      }
      const std::string_view remedy = is_calibrated_mode(part.mode) ? std::string_view{} : other_int4(loader, part);
      if (!remedy.empty()) {
        return raises(other_variables(loader, file, beside_other_int4(loader, layer)), causes::quantized(),
                      std::string(remedy));
      }
    }
  }
  return std::nullopt;
}

}  // namespace weighbridge::loaders
