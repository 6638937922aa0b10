#include "rules/proof/rescue.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "hdf5/unnamed.h"
#include "keras/each_tensor.h"
#include "keras/file_names.h"

namespace weighbridge::rules {
namespace {

constexpr std::size_t kMostStemBytes = 100;

// "<f4"; "V2" for bfloat16, which h5py keeps as two opaque bytes; empty for what NumPy has no name for.
std::string numpy_type(const Tensor& tensor) {
  const std::string_view name = tensor.dtype;
  if (name == "bfloat16") return "V2";
  if (name == "bool") return "?";
  const bool is_plain = name == "float16" || name == "float32" || name == "float64" || name.starts_with("int") ||
                        name.starts_with("uint");
  if (!is_plain || tensor.parameters == 0) return "";
  return (tensor.big_endian ? ">" : "<") + std::string(1, name.front()) +
         std::to_string(tensor.bytes / tensor.parameters);
}

bool can_be_taken(const Tensor& tensor) {
  return tensor.state == TensorState::intact && tensor.storage.offset &&
         tensor.storage.kind == StorageKind::contiguous && tensor.storage.file == 0 && !numpy_type(tensor).empty();
}

bool is_whole(const Layer& layer) {
  return layer.state == LayerState::filled && std::ranges::all_of(layer.tensors, can_be_taken);
}

bool needs_weights(const Layer& layer) {
  return layer.state != LayerState::container && layer.state != LayerState::weightless &&
         layer.state != LayerState::undetermined;
}

// The marks that part fields and pieces, out of a name.
std::string as_field(std::string_view text) {
  std::string field = text::to_valid_utf8(text);
  std::ranges::replace_if(field, [](char c) { return c == '|' || c == ';'; }, '_');
  return field;
}

// What is below "dense/vars" would be taken for a layer of Keras' by the next who reads it.
std::string without_vars(std::string path) {
  constexpr std::string_view kVars = "/vars/";
  for (std::size_t at = path.find(kVars); at != std::string::npos; at = path.find(kVars))
    path.replace(at, kVars.size(), "/");
  return path;
}

// A group whose own path is lost is called after its layer, where that is known. Keras would find it at neither place.
std::string path_of(const Layer* layer, const Tensor& tensor) {
  if (!hdf5::is_unnamed(tensor.path)) return as_field(tensor.path);
  const bool has_name = layer != nullptr && !layer->name.empty() && !hdf5::is_unnamed(layer->name) &&
                        tensor.path.starts_with(layer->path + "/");
  return as_field(without_vars(has_name ? layer->name + tensor.path.substr(layer->path.size()) : tensor.path));
}

class Pieces {
 public:
  explicit Pieces(const Subject& subject) : is_legacy_(subject.checkpoint->is_legacy()) {
    keras::any_weight(*subject.checkpoint, [this](const Layer* layer, const Tensor& tensor) {
      if (can_be_taken(tensor)) add(layer, tensor);
      return count_ == kMostPieces;
    });
  }

  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  void add(const Layer* layer, const Tensor& tensor) {
    std::string path = path_of(layer, tensor);
    if (!used_.insert(path).second && !used_.insert(path = as_field(without_vars(tensor.path))).second) return;
    std::string shape;
    for (const std::uint64_t size : tensor.shape) shape += (shape.empty() ? "" : ",") + std::to_string(size);
    const bool is_listed = is_legacy_ && layer != nullptr && is_whole(*layer);
    text_ += (text_.empty() ? "" : ";") + numpy_type(tensor) + "|" + shape + "|" +
             std::to_string(*tensor.storage.offset) + "|" + (is_listed ? as_field(layer->path) : "") + "|" + path;
    ++count_;
  }

  bool is_legacy_;
  int count_ = 0;
  std::string text_;
  std::set<std::string> used_;
};

// Keras >= 2.12 reads .weights.h5 as its own layout, and the legacy one under every other name that ends in .h5.
std::string name_of_copy(const Subject& subject) {
  const std::string stem = text::shorten(text::to_valid_utf8(keras::stem(subject.file_name)), kMostStemBytes);
  const bool is_v3 = subject.checkpoint != nullptr && subject.checkpoint->layout == keras::Layout::v3_weights;
  return "rescued-" + stem + (is_v3 ? ".weights.h5" : ".h5");
}

// load_weights_from_hdf5_group of Keras 2 (keras/engine/topology.py of 2.0, hdf5_format.py of tf.keras 2.15): what does
// not say by which Keras it was written is of Keras 1.
std::string version_of(const keras::Checkpoint& checkpoint) {
  if (checkpoint.keras_version) return *checkpoint.keras_version;
  const VersionRange& writer = checkpoint.writer.version;
  const bool is_keras_1 = writer.package == "keras" && writer.to && writer.to->starts_with("1");
  return is_keras_1 ? "" : "2.0.0";
}

// The call that takes what is whole; none where no layer is.
std::optional<std::string> call_for(const Subject& subject) {
  if (subject.checkpoint == nullptr || subject.set != nullptr) return std::nullopt;
  const keras::Checkpoint& checkpoint = *subject.checkpoint;
  const auto takes = [](const Layer& layer) { return !hdf5::is_unnamed(layer.path) && is_whole(layer); };
  if (std::ranges::none_of(checkpoint.layers, takes)) return std::nullopt;
  const std::string call = "model.load_weights(\"" + name_of_copy(subject) + "\"";
  if (checkpoint.layout == keras::Layout::v3_weights) return call + ", skip_mismatch=True)";
  if (!checkpoint.is_legacy()) return std::nullopt;
  const bool all = checkpoint.has_layer_names && std::ranges::all_of(checkpoint.layers, [&](const Layer& layer) {
                     return !needs_weights(layer) || takes(layer);
                   });
  return call + (all ? ")" : ", by_name=True)");
}

}  // namespace

Rescue rescue_of(const Subject& subject) {
  const bool is_one_file = subject.checkpoint != nullptr && subject.set == nullptr;
  const bool is_legacy = is_one_file && subject.checkpoint->is_legacy();
  const std::string lists = is_legacy ? as_field(subject.checkpoint->root) : "";
  const hdf5::Node* group = is_legacy && subject.tree != nullptr ? subject.tree->root.at(lists) : nullptr;
  const std::string rescued = name_of_copy(subject);
  const std::optional<std::string> call = call_for(subject);
  return {.pieces = is_one_file ? Pieces(subject).text() : "",
          .lists = lists,
          .version = is_legacy ? version_of(*subject.checkpoint) : "",
          .backend = group == nullptr ? "" : group->string("backend").value_or(""),
          .rescued = rescued,
          .then = call ? "With your model: " + *call : "Saved in " + rescued};
}

std::string how_to_load_the_rest(const Subject& subject) {
  const std::optional<std::string> call = call_for(subject);
  return call ? " and then loaded into your model with " + *call : "";
}

}  // namespace weighbridge::rules
