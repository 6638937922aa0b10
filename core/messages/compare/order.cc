// The older layout keeps the weights of an inner model one behind the other, trainable ones first, and load_weights
// counts them off: keras/src/legacy/saving/legacy_h5_format.py, _legacy_weights (3.15.1); hdf5_format.py of
// TensorFlow 2.3 and 2.15; Layer.weights of Keras 2.2 and 2.3. Where other layers are frozen than when it was saved,
// arrays meet others.
#include <algorithm>
#include <string_view>
#include <unordered_set>

#include "keras/class_table.h"
#include "keras/tensors.h"
#include "messages/compare/compare.h"
#include "messages/compare/file_layers.h"

namespace weighbridge::messages {
namespace {

// Of Keras' own classes, models and TimeDistributed alone hold layers that can be frozen one by one.
bool has_layers_inside(const Layer& layer) {
  const keras::ClassFacts* facts = keras::find_class(layer.class_name);
  const bool may_hold =
      facts == nullptr || facts->need == keras::Need::container || layer.class_name == "TimeDistributed";
  return may_hold && std::ranges::any_of(layer.tensors, [&](const Tensor& tensor) {
           return keras::owner_of(tensor) != keras::owner_of(layer.tensors.front());
         });
}

// "model_weights/resnet50/bn1/gamma:0" is what the model calls "bn1/gamma".
bool is_called(const Tensor& tensor, std::string_view weight) {
  std::string_view path = tensor.path;
  if (path.ends_with(":0")) path.remove_suffix(2);
  return path.ends_with(weight) && (path.size() == weight.size() || path[path.size() - weight.size() - 1] == '/');
}

const Tensor* find_weight(const Layer& layer, const Asked& asked) {
  if (!asked.weight) return nullptr;
  const auto found =
      std::ranges::find_if(layer.tensors, [&](const Tensor& tensor) { return is_called(tensor, *asked.weight); });
  return found == layer.tensors.end() ? nullptr : &*found;
}

// Some other layer's arrays stand between those of one: its weights and its statistics, which a frozen one has
// together.
bool stands_as_trainable(const Layer& layer) {
  std::unordered_set<std::string_view> ended;
  for (std::size_t i = 1; i < layer.tensors.size(); ++i) {
    const std::string_view owner = keras::owner_of(layer.tensors[i]);
    const std::string_view before = keras::owner_of(layer.tensors[i - 1]);
    if (owner == before) continue;
    if (ended.contains(owner)) return true;
    ended.insert(before);
  }
  return false;
}

// What happened, and what to do.
std::string frozen_otherwise(const Layer& layer) {
  const std::string name = shown_layers({&layer});
  return " This layout keeps the arrays of " + name +
         " one behind the other, trainable ones first, and `load_weights` "
         "counts them off in that order. " +
         (stands_as_trainable(layer)
              ? "In the file they stand as those of a model that is trainable: call `load_weights` before you freeze "
                "anything in " +
                    name + ", and freeze it afterwards."
              : "Before `load_weights`, freeze in " + name +
                    " what was frozen when it was saved, no more and no less; "
                    "change `trainable` afterwards.") +
         " Leave `skip_mismatch` out: arrays of the same shape would get each other's values, without a word.";
}

bool has_convolution(const Layer& layer) {
  return std::ranges::any_of(layer.tensors, [](const Tensor& tensor) {
    return tensor.role.ends_with("kernel") && tensor.shape_known && tensor.shape.size() > 2;
  });
}

// tf.keras up to 2.15 and Keras 2, preprocess_weights_for_loading: the kernel of a convolution that does not fit is
// turned round first, which an array with other dimensions does not bear. The text has no shapes.
std::optional<Comparison> of_other_dimensions(const Asked& asked, const Report& report) {
  const auto inner = layers_where(report, [&](const Layer& layer) {
    return has_layers_inside(layer) && (!asked.is_convolution || has_convolution(layer));
  });
  const std::string met = std::string(asked.is_convolution ? "A convolution" : "A layer") +
                          " of your model was given an array with another number of dimensions. ";
  if (inner.empty())
    return Comparison{met +
                      "The layers of your model are others than those in the file, or stand in another order: "
                      "compare {{table}} with `model.summary()`."};
  return Comparison{met + "If the model is built as it was when it was saved, other layers of " + shown_layers(inner) +
                    " are frozen than at that time; else it is another architecture." +
                    frozen_otherwise(*inner.front())};
}

}  // namespace

bool may_be_moved(const Asked& asked, const Layer& layer) {
  if (!asked.wanted_shape || !asked.saved_shape) return true;
  const Tensor* named = find_weight(layer, asked);
  return has_shape(layer, *asked.wanted_shape) && has_shape(layer, *asked.saved_shape) &&
         (named == nullptr || named->shape != *asked.saved_shape);
}

std::optional<Comparison> compare_order(const Asked& asked, const Report& report) {
  if (!is_listed(report)) return std::nullopt;
  if (asked.has_other_dimensions) return of_other_dimensions(asked, report);
  if (!asked.wanted_shape || !asked.saved_shape || *asked.wanted_shape == *asked.saved_shape) return std::nullopt;
  const Layer* named = asked.layer ? find_layer(report, asked.saved_layer.value_or(*asked.layer)) : nullptr;
  // It is about an array outside of any inner model that is of another size.
  for (const Layer& layer : report.layers) {
    const Tensor* weight = find_weight(layer, asked);
    if (weight != nullptr && weight->shape == *asked.saved_shape) return std::nullopt;
  }
  const auto moved = layers_where(report, [&](const Layer& layer) {
    return (named == nullptr || &layer == named) && has_layers_inside(layer) && may_be_moved(asked, layer);
  });
  if (moved.empty()) return std::nullopt;
  const Layer& layer = *moved.front();
  const Tensor* weight = find_weight(layer, asked);
  const std::string wanted = shown_shape(*asked.wanted_shape);
  std::string out = "In this file " + shown_layers({&layer});
  if (weight != nullptr && weight->shape == *asked.wanted_shape)
    out += " has " + quoted(*asked.weight) + " of " + wanted +
           ", too, only at another place: nothing differs in size. Other "
           "layers of it are frozen in your model than were when the file was saved.";
  else
    out += " has arrays of both shapes, " + wanted + " and " + shown_shape(*asked.saved_shape) +
           ". If the model is built as it "
           "was when it was saved, other layers of it are frozen than at that time; else it is another architecture.";
  return Comparison{out + frozen_otherwise(layer)};
}

}  // namespace weighbridge::messages
