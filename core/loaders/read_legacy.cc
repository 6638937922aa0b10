// Legacy weights are loaded by order: the n-th layer of the file that has weights goes into the n-th of the model.
// keras/engine/topology.py (Keras 1.0-2.1), keras/engine/saving.py (2.2-2.3),
// tensorflow/python/keras/saving/hdf5_format.py, keras/src/legacy/saving/legacy_h5_format.py (3.x):
// load_weights_from_hdf5_group.
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "keras/saves/metrics.h"
#include "loaders/altered/cudnn.h"
#include "loaders/altered/quantized_loading.h"
#include "loaders/altered/renorm.h"
#include "loaders/causes.h"
#include "loaders/config/in_attributes.h"
#include "loaders/config/learnt_state.h"
#include "loaders/detours.h"
#include "loaders/load_weights.h"
#include "loaders/messages.h"
#include "loaders/opening.h"

namespace weighbridge::loaders {
namespace {

constexpr std::string_view kTopLevel = "top_level_model_weights";

// Before Keras 2.1.5 the attributes had to be there; then lists could be chunked, and none at all became an empty list
// (load_attributes_from_hdf5_group).
bool demands_attributes(const Generation& loader) { return loader.is_standalone() && !loader.keras_since(2, 1, 5); }

// Later releases look for the group first, then for the array in it (3.12.4 and 3.15.1; not 3.12.2, 3.12.3, 3.14.1 and
// 3.15.0). Of a layer's group with a slash in its name they say all of it.
std::string not_found_by_hand(const Generation& loader, const Unavailable& object, bool is_group) {
  const bool splits = loader.to == Version{3, 12, 4} || loader.keras_since(3, 15, 1);
  const std::string& name = splits && !is_group ? object.missing : object.name;
  return Exception{messages::kKeyError, '\'' + name + '\''}.whole();
}

std::string unavailable(const Generation& loader, const Unavailable& object, bool is_group) {
  if (object.problem.empty() && loader.looks_by_hand()) return not_found_by_hand(loader, object, is_group);
  const std::string_view synchronously = loader.says_synchronously() ? "synchronously " : "";
  if (object.problem.empty())
    return Exception{messages::kKeyError, say(messages::kCannotOpenObject, {synchronously, object.name})}.whole();
  return Exception{messages::kKeyError, say(messages::kUnreadableObject, {synchronously, object.problem})}.whole();
}

}  // namespace

std::string layer_count(const Generation& loader, std::optional<std::size_t> expected, std::size_t found) {
  const std::string model = expected ? std::to_string(*expected) : "N";
  const std::string saved = std::to_string(found);
  if (loader.is_keras_3() || loader.tensorflow_since(2, 7)) return say(messages::kLayerCount, {model, saved});
  return say(messages::kLayerCountOld, {saved, model});
}

namespace {

Remedy remedy_for_other_layout(const Generation& loader, const Contents& file) {
  if (file.is(keras::Layout::v3_weights)) {
    const bool reads_v3 = loader.is_keras_3() || loader.tensorflow_since(2, 12);
    return reads_v3 ? rename_to(file.subject.file_name, keras::kWeightsEnding)
                    : Remedy("Its layout needs Keras 3 or tf.keras 2.12 or later.");
  }
  if (file.is(keras::Layout::keras_0)) return "Load it with Keras 1.x and save it again, or copy the arrays with h5py.";
  if (file.subject.checkpoint != nullptr && file.subject.checkpoint->nested_model_at) {
    return "The model lies in the group '" + *file.subject.checkpoint->nested_model_at +
           "': copy that group to the root of a new file.";
  }
  return "";
}

Answer no_attribute(const Generation& loader, const Contents& file, std::string_view name, Causes why) {
  return raises(say(messages::kNoAttribute, {name}), why, remedy_for_other_layout(loader, file));
}

Answer read_keras_0(const Contents& file) {
  if (file.is(keras::Layout::keras_0)) return loads();
  return raises(say(messages::kNoAttribute, {"nb_layers"}), causes::none(), "Its layout is younger than this Keras.");
}

// The how manyeth of the layers with weights it is, as Keras counts them.
std::string number_of(std::string_view name, const Contents& file) {
  std::size_t number = 0;
  for (const Layer& other : file.subject.checkpoint->layers) {
    if (other.name == name) break;
    if (!other.tensors.empty()) ++number;
  }
  return std::to_string(number);
}

Answer at_odds_with_config(const Generation& loader, const Contents& file) {
  const Contradiction& first = file.contradictions.front();
  return raises(other_variables(loader, file, first), causes::none(),
                "The file contradicts itself: " + in_words(first) + ".");
}

// Variables of the model itself, `top_level_model_weights`: read and written since TensorFlow 2.7 (keras/saving/
// hdf5_format.py) and by Keras 3. Nothing where they are read like the layers.
std::optional<Answer> read_own_variables(const Generation& loader, const Contents& file) {
  if (!file.is_legacy()) return silent(causes::other_layout(), remedy_for_other_layout(loader, file));
  if (!loader.is_keras_3() && !loader.tensorflow_since(2, 7)) {
    return silent(causes::own_variables(),
                  "This version does not read variables of the model itself: load it with Keras 3 or tf.keras 2.7 or "
                  "later.");
  }
  // keras/src/legacy/saving/legacy_h5_format.py (3.3.3, 3.15.1): `if v in model.weights` compares a variable with those
  // before it, number by number, and asks the result whether it is true.
  const std::vector<Tensor>& own = file.subject.checkpoint->model_level;
  const bool has_many = std::ranges::any_of(own, [](const Tensor& tensor) { return tensor.parameters > 1; });
  if (!loader.is_keras_3() || own.size() < 2 || !has_many) return std::nullopt;
  return raises(std::string(messages::kAmbiguousTruth), causes::own_variables(),
                "Keras 3 reads no more than one variable of the model itself from this layout: save it as .weights.h5 "
                "with tf.keras 2.12 or later, or copy the arrays with h5py.");
}

// A layer of that very name: its group is read as theirs (3.15.1, load_weights_from_hdf5_group; run with 3.6.0, 3.15.1
// and TensorFlow 2.15). A save by one that knows the name stopped behind the layers; those before wrote it.
std::optional<Answer> taken_for_own_variables(const Generation& loader, const Contents& file) {
  if (!file.is_legacy() || (!loader.is_keras_3() && !loader.tensorflow_since(2, 7))) return std::nullopt;
  const auto& layers = file.subject.checkpoint->layers;
  const auto layer = std::ranges::find(layers, kTopLevel, &Layer::name);
  if (layer == layers.end() || layer->tensors.empty()) return std::nullopt;
  return raises(say(messages::kTopLevelCount, {std::to_string(layer->tensors.size())}), causes::none(),
                "A layer is called " + layer->name +
                    ", where this Keras keeps variables of the model itself. Rename the group and its entry in "
                    "layer_names with h5py, and the layer in your code.");
}

// Each layer of the list reads the group of its name, whose weights are those of the first (run with 3.15.1).
std::string one_group_for_two(const Contents& file) {
  const std::string names = text::join_names(file.subject.checkpoint->listed_twice, 3);
  return "Two layers are called " + names +
         " and share one group: both get the weights of the first, if the shapes allow it. Those of the second are not "
         "in the file; save as .weights.h5, which needs no unique names.";
}

}  // namespace

// Every entry of weight_names reads the dataset of its name; then the shapes are compared (3.15.1, _set_weights).
std::string one_array_for_two(const keras::ListedWeight& twice) {
  return twice.layer + " lists " + twice.weight +
         " more than once, and the file has one array of that name: the save stopped there. Each of these weights gets "
         "that array. Where the shapes differ, it raises; where they are alike, it returns with wrong values. Save as "
         ".weights.h5, which needs no unique names.";
}

namespace {

// Metrics that the file lists as layers, and the model of this Keras does not have among its own; run with Keras 2.3.1,
// 3.15.1 and TensorFlow 2.15.
std::string without_metrics(const Contents& file) {
  const std::vector<std::string> metrics = keras::listed_metrics(*file.subject.checkpoint);
  if (metrics.empty()) return "";
  return "TensorFlow up to 2.3 saved metrics of the model among its layers, here " + text::join_names(metrics, 3) +
         ". Build the model in code, with layers called as in the file, and call model.load_weights(path, "
         "by_name=True): "
         "it leaves them out.";
}

// h5py finds no way from opaque bytes to floats; before that, Keras or h5py stumble over the type's name.
Answer bfloat16_arrays(const Generation& loader) {
  const bool knows_the_name = loader.is_keras_3() || loader.tensorflow_since(2, 5);
  return raises(std::string(knows_the_name ? messages::kCannotCast : messages::kBfloat16Unknown), causes::bfloat16(),
                "No Keras reads bfloat16 from this layout: convert the arrays to float32 with h5py.");
}

}  // namespace

// keras/src/legacy/saving/legacy_h5_format.py (3.15.1), load_weights_from_hdf5_group and _set_weights; before Keras 3
// and TensorFlow 2.7, the words of keras/engine/saving.py (2.3.1) and of TensorFlow itself.
std::string other_variables(const Generation& loader, const Contents& file, const Contradiction& first) {
  const std::string& name = first.layer;
  const std::string number = number_of(name, file);
  const bool is_late = loader.is_keras_3() || loader.tensorflow_since(2, 7);
  const std::string needed = std::to_string(first.needed.size());
  const std::string stored = std::to_string(first.stored);
  if (!first.shape) {
    return is_late ? say(messages::kWeightCount, {number, name, name, needed, stored})
                   : say(messages::kWeightCountOld, {number, name, name, name, needed, stored});
  }
  const std::string wanted = python_tuple(first.shape->needed);
  const std::string there = python_tuple(first.shape->stored);
  const std::string path = first.shape->path.empty() ? name + '/' + first.shape->name : first.shape->path;
  if (loader.keras_since(3, 6)) return say(messages::kShapeMismatch, {number, name, path, wanted, there});
  if (loader.is_keras_3()) return "ValueError: " + say(messages::kOtherShape, {wanted, there});
  const bool is_other_gru = first.class_name == "GRU" && first.shape->name == "bias";
  if (loader.is_tensorflow() && is_other_gru)
    return std::string(first.shape->needed.size() == 2 ? messages::kEarlierGru : messages::kOtherGru);
  if (loader.tensorflow_since(2, 7)) return say(messages::kShapesNotAssigned, {path, wanted, there});
  return say(messages::kShapesIncompatible, {wanted, there});
}

Answer may_need_none(const Contents& file) {
  return file.is_stack ? depends(causes::untracked(), file.left_alone())
                       : depends(causes::empty(), file.if_none_is_needed());
}

constexpr std::string_view kFromPretrained =
    "Keep all pieces and the .index.json in one folder, and load that with from_pretrained of Transformers.";

Answer read_legacy(const Generation& loader, const Contents& file, std::optional<std::size_t> model_layers) {
  const hdf5::Node& root = file.subject.tree->root;
  if (loader.is_standalone() && !loader.keras_since(1, 0)) return read_keras_0(file);
  if (loader.is_standalone() && !loader.keras_since(2, 0) && root.attribute("nb_layers") != nullptr) return loads();

  const LegacyReading& reading = file.legacy;
  if (!reading.unreadable_attribute.empty()) return unreadable_attribute(loader, reading.unreadable_attribute);
  if (!reading.has_layer_names && !root.problem.empty()) {
    const std::string_view call = loader.says_synchronously() ? "synchronously check link existence" : "get link info";
    return raises(say(messages::kNoLinks, {call, root.problem}), causes::damaged(), "");
  }
  if (!reading.has_layer_names && demands_attributes(loader))
    return no_attribute(loader, file, "layer_names", causes::other_layout());
  if (auto answer = meet_detours(loader, file, Reader::legacy)) return *answer;
  if (reading.group)
    return raises(unavailable(loader, *reading.group, true), causes::interrupted(),
                  "What is there can be read layer by layer with h5py.");
  if (reading.lacks_weight_names && demands_attributes(loader))
    return no_attribute(loader, file, "weight_names", causes::interrupted());

  const bool shares_groups = model_layers && !file.subject.checkpoint->listed_twice.empty() &&
                             *model_layers + file.sharing_a_group() == reading.layers_with_weights;
  if (model_layers != reading.layers_with_weights && !shares_groups) {
    if (file.may_need_nothing() && reading.layers_with_weights == 0)
      return depends(causes::empty(), file.why_nothing());
    if (file.promises_nothing() && reading.layers_with_weights == 0) return may_need_none(file);
    if (file.is_legacy() && file.subject.checkpoint->lists_arrays)
      return raises(layer_count(loader, std::nullopt, 0), causes::transformers_shard(), kFromPretrained);
    std::string error = layer_count(loader, model_layers, reading.layers_with_weights);
    if (!file.is_legacy())
      return raises(std::move(error), causes::other_layout(), remedy_for_other_layout(loader, file));
    if (file.rests_on_a_guess()) return depends(causes::untracked(), file.left_alone());
    if (!file.in_attributes.empty()) return raises(std::move(error), causes::none(), remedy_for_attributes(file));
    return raises(std::move(error), causes::empty(), without_metrics(file));
  }
  if (auto answer = meet_learnt_state(loader, file, model_layers.value_or(0))) return *answer;
  if (reading.array) return raises(unavailable(loader, *reading.array, false), causes::interrupted(), "");
  if (file.has_bfloat16) return bfloat16_arrays(loader);
  if (!file.contradictions.empty()) return at_odds_with_config(loader, file);
  if (auto answer = load_cudnn(loader, file)) return *answer;
  if (auto answer = load_renorm(loader, file)) return *answer;
  if (auto answer = load_quantized_in_order(loader, file)) return *answer;
  const bool model_is_unbuilt = reading.layers_with_weights == 0 && file.count.all() > 0;
  if (auto answer = taken_for_own_variables(loader, file)) return *answer;
  if (file.has_own_variables()) {
    if (auto answer = read_own_variables(loader, file)) return *answer;
  }
  if (file.sharing_a_group() > 0) return silent(causes::interrupted(), one_group_for_two(file));
  if (reading.twice) return depends(causes::interrupted(), one_array_for_two(*reading.twice));
  const bool lists_no_layer = file.is_legacy() && reading.layers_listed == 0 && !file.has_own_variables();
  if (model_is_unbuilt || lists_no_layer) return silent(causes::empty(), "");
  return file.has_unknown_need() ? depends(causes::untracked(), file.left_alone()) : loads(file.left_alone());
}

}  // namespace weighbridge::loaders
