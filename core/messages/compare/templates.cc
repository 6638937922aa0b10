#include "messages/compare/templates.h"

#include <algorithm>
#include <array>

namespace weighbridge::messages {
namespace {

// The most telling first: where two stand at the same place, the first is meant.
constexpr auto kTemplates = std::to_array<std::string_view>({
    // Keras 3, keras/src/layers/layer.py, load_own_variables; tf.keras 2.12 and newer, keras/src/engine/base_layer.py
    "Layer '{layer}' expected {wanted} variables, but received {found} variables during loading. Expected: "
    "[{variables}]",
    "Layer '{layer}' expected {wanted} variables, but received {found} variables during loading",
    // Keras 3, keras/src/legacy/saving/legacy_h5_format.py; tf.keras 2.7 and newer, keras/saving/legacy/hdf5_format.py
    "Weight count mismatch for layer #{} (named {layer} in the current model, {saved} in the save file). Layer expects "
    "{wanted} weight(s). "
    "Received {found} saved weight(s)",
    "Weight count mismatch for layer #{} (named {layer}). Layer expects {wanted} weight(s). Received {found} saved "
    "weight(s)",
    "Shape mismatch in layer #{} (named {layer})for weight {weight}. Weight expects shape {wanted_shape}. Received "
    "saved "
    "weight with shape {saved_shape})",
    "Shape mismatch in layer #{} (named {layer}) for weight {weight}. Weight expects shape {wanted_shape}. Received "
    "saved "
    "weight with shape {saved_shape})",
    // The same with skip_mismatch; "layer #0 (named x)due to" of Keras 3.10 and newer
    "{skips} loading weights for layer #{} (named {layer}){}due to mismatch in shape for weight {weight}. Weight "
    "expects "
    "shape {wanted_shape}. Received saved weight with shape {saved_shape})",
    // tf.keras up to 2.8
    "{skips} loading of weights for layer {layer} due to mismatch in shape ({wanted_shape} vs {saved_shape})",
    "Layer count mismatch when loading weights from file. Model expected {wanted_layers} layers, found {found_layers} "
    "saved layers",
    // Keras 1 and 2, keras/engine/saving.py
    "You are trying to load a weight file containing {found_layers} layers into a model with {wanted_layers} layers",
    "(named '{layer}' in the current model) was found to correspond to layer {saved} in the save file. However the new "
    "layer {} expects "
    "{wanted} weights, but the saved weights have {found} elements",
    "(named '{layer}') expects {wanted} weight(s), but the saved weights have {found} element(s)",
    "(named '{layer}'), weight <tf.Variable '{weight}' {}has shape {wanted_shape}, but the saved weight has shape "
    "{saved_shape})",
    "(named '{layer}'), weight {} has shape {wanted_shape}, but the saved weight has shape {saved_shape})",
    "has shape {wanted_shape}, but the saved weight has shape {saved_shape})",
    // Keras 3, keras/src/backend/common/variables.py, assign
    "in 'variable.assign(value)' must match. variable.shape={wanted_shape}, Received: value.shape={saved_shape}. "
    "Target variable: <Variable path={weight},",
    "in 'variable.assign(value)' must match. variable.shape={wanted_shape}, Received: value.shape={saved_shape}. "
    "Target variable: <KerasVariable shape={}path={weight}>",
    "in 'variable.assign(value)' must match. variable.shape={wanted_shape}, Received: value.shape={saved_shape}.",
    "must match. variable.shape={wanted_shape}, Received: value.shape={saved_shape}.",
    // TensorFlow, resource_variable_ops.py, assign
    "Cannot assign value to variable ' {weight}': Shape mismatch.The variable shape {wanted_shape}, and the assigned "
    "value "
    "shape {saved_shape} are incompatible",
    "Cannot assign to variable {weight} due to variable shape {wanted_shape} and value shape {saved_shape} are "
    "incompatible",
    // TensorFlow 2.0 to 2.5, tensor_shape.py; TensorFlow 1, where a value is assigned
    "Shapes {wanted_shape} and {saved_shape} are incompatible",
    "for 'Assign{}' (op: 'Assign{}') with input shapes: {wanted_shape}], {saved_shape}].",
    "Dimension {} in both shapes must be equal, but are {} and {}. Shapes are {wanted_shape} and {saved_shape}].",
    "{axes} don't match array",
    // TensorFlow 1, into a variable that was filled before
    "Cannot feed value of shape {saved_shape} for Tensor '{}', which has shape '{wanted_shape}'",
    // Keras 3.15, keras/src/saving/saving_lib.py, _load_container_state
    "Skipping nested container at '{container}': no matching group",
    // Classes: keras/src/saving/serialization_lib.py and keras/src/legacy/saving/serialization.py; Keras 2,
    // generic_utils.py
    "Could not deserialize class '{lookup}' because its parent module {module} cannot be imported",
    "Exception encountered: Could not locate function '{class}'. Make sure custom",
    "Could not locate class '{lookup}'",
    // TensorFlow.js
    "Unknown layer: {}. This may be due to one of the following reasons",
    "Unknown layer: '{lookup}'",
    "Unknown layer: {lookup}.",
    "Unknown layer: {lookup} ",
    // tf.keras, saving/legacy/saved_model/load.py
    "Unable to restore a layer of class {lookup}.",
    "Unrecognized keyword arguments passed to {class}: {{arguments}}",
    "{class}.__init__() got an unexpected keyword argument '{argument}'",
    "{class}.__init__() missing {} required positional argument{}: {missing} ",
    "Error when deserializing class '{class}' using config=",
    // Of whatever class: Python up to 3.9; Keras 2, topology.py and base_layer.py; tf.keras, generic_utils.py
    "__init__() got an unexpected keyword argument '{argument}'",
    "__init__() missing {} required positional argument{}: {missing} ",
    "Keyword argument not understood:', '{argument}'",
    "Keyword argument not understood: '{argument}'",
    "Unrecognized keyword arguments: ['{argument}'",
    "Unrecognized keyword arguments:', dict_keys(['{argument}'",
    // KerasHub, keras_hub/src/models/backbone.py, load_lora_weights
    "The Lora rank expected by file '{}' is rank={found_rank}, but the model was called with "
    "'.enable_lora(rank={wanted_rank})'",
});

constexpr std::string_view kWordEnds = " (<>[]{},;='";

// The first gap has no literal in front of it: it is the word that ends where the literal begins.
std::size_t begin_of_word(std::string_view text, std::size_t end) {
  const std::size_t before = text.substr(0, end).find_last_of(kWordEnds);
  return before == std::string_view::npos ? 0 : before + 1;
}

struct Piece {
  std::string_view gap;  // of the gap in front of the literal; empty: there is none, or it is of no interest
  std::string_view literal;
  bool has_gap = false;
};

// "{{arguments}}" is a gap between braces that are text.
std::vector<Piece> pieces_of(std::string_view pattern) {
  std::vector<Piece> pieces;
  Piece piece;
  while (!pattern.empty()) {
    std::size_t open = pattern.find('{');
    if (open != std::string_view::npos && open + 1 < pattern.size() && pattern[open + 1] == '{') ++open;
    piece.literal = pattern.substr(0, open);
    if (piece.has_gap || !piece.literal.empty()) pieces.push_back(piece);
    if (open == std::string_view::npos) break;
    const std::size_t close = pattern.find('}', open);
    piece = {.gap = pattern.substr(open + 1, close - open - 1), .literal = {}, .has_gap = true};
    pattern.remove_prefix(close + 1);
  }
  return pieces;
}

// A brace ends the gap that it closes, not one in it: {'config': {'mode': 'int8'}, 'rank': 2}. Where a text was cut off
// that one is missing, and the first ends it.
std::size_t find_end(std::string_view text, std::string_view literal, std::size_t from) {
  const std::size_t first = text.find(literal, from);
  if (!literal.starts_with('}')) return first;
  for (std::size_t at = first; at != std::string_view::npos; at = text.find(literal, at + 1)) {
    const std::string_view gap = text.substr(from, at - from);
    if (std::ranges::count(gap, '{') == std::ranges::count(gap, '}')) return at;
  }
  return first;
}

// Everything behind the first literal, each next one the nearest within a gap's length.
bool capture_rest(const std::vector<Piece>& pieces, std::string_view text, Capture& found) {
  for (const Piece& piece : std::span(pieces).subspan(1)) {
    const std::string_view near = text.substr(0, found.end + kMostGapBytes + piece.literal.size());
    const std::size_t at = find_end(near, piece.literal, found.end);
    if (at == std::string_view::npos) return false;
    if (!piece.gap.empty()) found.values.emplace_back(piece.gap, text.substr(found.end, at - found.end));
    found.end = at + piece.literal.size();
  }
  return true;
}

}  // namespace

std::span<const std::string_view> asked_templates() { return kTemplates; }

std::optional<Capture> capture(std::string_view pattern, std::string_view squeezed, std::size_t from) {
  const std::vector<Piece> pieces = pieces_of(pattern);
  if (pieces.empty()) return std::nullopt;
  const Piece& first = pieces.front();
  for (std::size_t at = squeezed.find(first.literal, from); at != std::string_view::npos;
       at = squeezed.find(first.literal, at + 1)) {
    Capture found{.begin = at, .end = at + first.literal.size(), .values = {}};
    if (first.has_gap) {
      found.begin = begin_of_word(squeezed, at);
      if (found.begin == at || found.begin < from) continue;
      found.values.emplace_back(first.gap, squeezed.substr(found.begin, at - found.begin));
    }
    if (capture_rest(pieces, squeezed, found)) return found;
  }
  return std::nullopt;
}

}  // namespace weighbridge::messages
