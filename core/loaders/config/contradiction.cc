#include "loaders/config/contradiction.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "atlas/atlas.h"
#include "base/text.h"
#include "keras/quantized/quantization.h"
#include "keras/saves/beside_graph.h"
#include "keras/tensors.h"
#include "loaders/config/needed_variables.h"

namespace weighbridge::loaders {
namespace {

constexpr int kDeepestModel = 64;  // models in models
// The minor of Keras 3 whose lists of variables count. Of the classes that needed_variables.cc knows, all versions from
// Keras 2.0 on make the same (core/atlas/data/layers.jsonl; tests/meta/atlas_test.py).
constexpr int kAsked = 15;

// Where the newer layout has a model's layers; the second in tf.keras 2.12 and newer and Keras 3.0.
constexpr std::string_view kLayers = "layers";
constexpr std::string_view kLayersOfTensorFlow = "_layer_checkpoint_dependencies";

// By name; nothing for a name that stands there twice.
using ByName = std::map<std::string, std::optional<json::Value>, std::less<>>;

json::Value layers_of(json::Value model) {
  const json::Value config = model["config"];
  return config.is_array() ? config : config["layers"];
}

void collect(json::Value model, ByName& layers, int depth) {
  layers_of(model).each_element([&](json::Value layer) {
    const auto name = layer["config"]["name"].string();
    if (name) {
      const auto [entry, is_new] = layers.try_emplace(*name, layer);
      if (!is_new) entry->second.reset();
    }
    if (depth < kDeepestModel) collect(layer, layers, depth + 1);
  });
}

// Not seeds, which are no weights, and nothing that can't be read.
std::optional<std::vector<const Tensor*>> weights_of(const Layer& layer) {
  std::vector<const Tensor*> weights;
  for (const Tensor& tensor : layer.tensors) {
    if (tensor.role == keras::kSeedStateRole) continue;
    if (!tensor.shape_known || tensor.state == TensorState::unreadable) return std::nullopt;
    weights.push_back(&tensor);
  }
  return weights;
}

bool suits(const NeededVariable& needed, const Tensor& stored) {
  if (needed.extents.size() != stored.shape.size()) return false;
  for (std::size_t axis = 0; axis < stored.shape.size(); ++axis) {
    if (needed.extents[axis] && *needed.extents[axis] != stored.shape[axis]) return false;
  }
  return true;
}

OtherShape other_shape(const NeededVariable& needed, const Tensor& stored) {
  OtherShape found{.name = std::string(needed.name), .needed = {}, .stored = stored.shape};
  const bool same_rank = needed.extents.size() == stored.shape.size();
  for (std::size_t axis = 0; axis < needed.extents.size(); ++axis)
    found.needed.push_back(needed.extents[axis].value_or(same_rank ? stored.shape[axis] : 0));
  return found;
}

// Layers that are made of others store those in an order of their own.
std::optional<OtherShape> first_other_shape(const NeededVariables& needed, const std::vector<const Tensor*>& stored) {
  for (std::size_t i = 0; i < needed.list.size(); ++i) {
    const NeededVariable& one = needed.list[i];
    const auto is_like = [&](const Tensor* tensor) { return suits(one, *tensor); };
    if (needed.in_order ? !is_like(stored[i]) : std::ranges::none_of(stored, is_like))
      return other_shape(one, *stored[i]);
  }
  return std::nullopt;
}

Contradiction about(json::Value config, const NeededVariables& needed) {
  Contradiction found{.layer = config["config"]["name"].string().value_or(""),
                      .class_name = config["class_name"].string().value_or(""),
                      .needed = {},
                      .stored = 0,
                      .shape = std::nullopt};
  for (const NeededVariable& one : needed.list) found.needed.emplace_back(one.name);
  return found;
}

std::optional<Contradiction> compare(json::Value config, const Layer& layer, atlas::Release release) {
  // Parts of a layer are quantized, or have LoRA, without a word in its own config, which says "float32" still.
  if (std::ranges::any_of(layer.tensors, keras::is_lora) || !keras::quantized_parts(layer.tensors).empty())
    return std::nullopt;
  const auto weights = weights_of(layer);
  if (!weights || weights->empty()) return std::nullopt;
  const auto needed = needed_variables(config, release);
  if (!needed) return std::nullopt;
  Contradiction found = about(config, *needed);
  found.stored = weights->size();
  if (needed->list.size() != weights->size()) return found;
  found.shape = first_other_shape(*needed, *weights);
  if (!found.shape) return std::nullopt;
  return found;
}

// Of layers in models: "layers/dense", "layers/functional/layers/dense" in the newer layout. Layers that one of the
// user's own holds ("layers/block/ff/dense") may be called like one of the model's: up to Keras 3.5 nothing in the file
// names them, and they go by their place.
bool lies_in_models(const Layer& layer, const keras::Checkpoint& checkpoint) {
  if (checkpoint.is_legacy()) return true;
  std::string_view rest = layer.path;
  if (rest.starts_with(checkpoint.root)) rest.remove_prefix(checkpoint.root.size());
  if (rest.starts_with('/')) rest.remove_prefix(1);
  for (bool is_list = true; !rest.empty(); is_list = !is_list) {
    const std::string_view part = rest.substr(0, rest.find('/'));
    if (is_list && part != kLayers && part != kLayersOfTensorFlow) return false;
    rest.remove_prefix(std::min(part.size() + 1, rest.size()));
  }
  return true;
}

// A name that two layers with weights bear says of neither what the config says of one.
std::set<std::string_view> names_twice(const keras::Checkpoint& checkpoint) {
  std::set<std::string_view> once, twice;
  for (const Layer& layer : checkpoint.layers) {
    if (!layer.tensors.empty() && lies_in_models(layer, checkpoint) && !once.insert(layer.name).second)
      twice.insert(layer.name);
  }
  return twice;
}

}  // namespace

std::vector<Contradiction> find_contradictions(json::Value architecture, const keras::Checkpoint& checkpoint) {
  std::vector<Contradiction> found;
  const auto release = atlas::release_for(atlas::Family::keras_3, 3, kAsked);
  if (!architecture.is_object() || !release) return found;
  ByName configs;
  collect(architecture, configs, 0);
  const std::set<std::string_view> ambiguous = names_twice(checkpoint);
  for (const Layer& layer : checkpoint.layers) {
    if (ambiguous.contains(layer.name) || !lies_in_models(layer, checkpoint)) continue;
    const auto config = configs.find(layer.name);
    if (config == configs.end() || !config->second) continue;
    if ((*config->second)["class_name"].string() != layer.class_name) continue;
    if (auto contradiction = compare(*config->second, layer, *release)) found.push_back(std::move(*contradiction));
  }
  return found;
}

std::vector<Contradiction> find_absent(json::Value architecture, const keras::Checkpoint& checkpoint) {
  std::vector<Contradiction> found;
  const auto release = atlas::release_for(atlas::Family::keras_3, 3, kAsked);
  if (!release) return found;
  std::set<std::string_view> known;
  for (const Layer& layer : checkpoint.layers) known.insert(layer.name);
  bool is_plain = true;
  layers_of(architecture).each_element([&](json::Value layer) {
    const std::string class_name = layer["class_name"].string().value_or("");
    is_plain = is_plain && atlas::find_class(atlas::Kind::layer, class_name) && !layer["config"]["layers"].exists();
    const auto needed = needed_variables(layer, *release);
    if (!needed || needed->list.empty() || keras::is_beside_graph(layer, architecture["config"])) return;
    Contradiction absent = about(layer, *needed);
    if (!absent.layer.empty() && !known.contains(absent.layer)) found.push_back(std::move(absent));
  });
  if (!is_plain) found.clear();
  return found;
}

Contradiction made_with_fewer(const Layer& layer, std::size_t added) {
  Contradiction found{.layer = layer.name,
                      .class_name = layer.class_name,
                      .needed = {},
                      .stored = layer.tensors.size(),
                      .shape = std::nullopt};
  found.needed.resize(found.stored - std::min(added, found.stored));
  return found;
}

std::size_t count_beside_config(json::Value architecture, const keras::Checkpoint& checkpoint) {
  const json::Value list = layers_of(architecture);
  if (!list.is_array()) return 0;
  std::set<std::string, std::less<>> names;
  // A class of the user's own without a get_config of its own has no name in the config: {"class_name": "Init",
  // "config": {}}.
  std::size_t unnamed = 0;
  list.each_element([&](json::Value layer) {
    if (!layer["config"]["name"].is_string() && !layer["name"].is_string()) ++unnamed;
    for (const json::Value name : {layer["config"]["name"], layer["name"]}) {
      if (const auto text = name.string()) names.insert(*text);
    }
  });
  if (names.empty()) return 0;
  std::set<std::string_view> beside;
  for (const Layer& layer : checkpoint.layers) {
    if (layer.tensors.empty() || !layer.path.starts_with(checkpoint.root)) continue;
    // "model_weights/dense": the group directly below the root is the layer, whatever is in it.
    std::string_view own = std::string_view(layer.path).substr(checkpoint.root.size());
    if (own.starts_with('/')) own.remove_prefix(1);
    const std::string_view top = own.substr(0, own.find('/'));
    if (own == top && !names.contains(layer.name)) beside.insert(top);
  }
  return beside.size() - std::min(unnamed, beside.size());
}

std::string python_tuple(const std::vector<std::uint64_t>& shape) {
  std::string text = "(";
  for (std::size_t i = 0; i < shape.size(); ++i) text += (i == 0 ? "" : ", ") + std::to_string(shape[i]);
  return text + (shape.size() == 1 ? ",)" : ")");
}

std::string in_words(const Contradiction& contradiction) {
  const std::string layer = "'" + contradiction.layer + "'";
  if (!contradiction.shape) {
    return "by the config in the file, " + layer + " has " + text::count_of(contradiction.needed.size(), "variable") +
           ", but " + std::to_string(contradiction.stored) + (contradiction.stored == 1 ? " is" : " are") + " stored";
  }
  const OtherShape& shape = *contradiction.shape;
  return "by the config in the file, " + shape.name + " of " + layer + " has the shape " + python_tuple(shape.needed) +
         ", but " + python_tuple(shape.stored) + " is stored";
}

}  // namespace weighbridge::loaders
