#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>

#include "base/json.h"
#include "base/text.h"
#include "keras/class_table.h"
#include "keras/mark_reader.h"
#include "keras/model_config.h"
#include "keras/saves/beside_graph.h"
#include "weighbridge/limits.h"

namespace weighbridge::keras {
namespace {

constexpr int kMaxNesting = 64;  // models in models; Keras' own applications have 3

constexpr std::size_t kMostArguments = 64;

std::string text_of(json::Value value) { return value.string().value_or(""); }
std::string name_of(json::Value object) { return text::shorten(text_of(object["name"]), limits::kMaxNameBytes); }

// keras.ops, and the classes behind keras.activations: keras/src/activations/activations.py, ReLU and Mish.
bool is_of_operations(std::string_view module) {
  return module.contains(".ops.") || module == "keras.src.activations.activations";
}

bool is_legacy_lambda(json::Value config) { return text_of(config["function_type"]) == "lambda"; }

// Keras 3: {"class_name": "__lambda__", "config": {"code": ..., ...}}.
bool is_lambda_object(json::Value function) { return text_of(function["class_name"]) == "__lambda__"; }

class Reader {
 public:
  Reader(bool archive, ModelConfig& into) : archive_(archive), facts_(into.facts), marks_(into.marks) {}

  // `object` is {"class_name": ..., "config": {...}, ["name": ...], ["module": ..., "registered_name": ...,
  // "build_config": ...]}.
  LayerConfig layer(json::Value object, int depth) {
    marks_.note_object(object);
    LayerConfig result;
    const json::Value config = object["config"];
    // A registered class may carry its package: "Custom>MyDense".
    result.class_name = text_of(object["class_name"]);
    if (const std::size_t package = result.class_name.rfind('>'); package != std::string::npos) {
      result.registered_as = result.class_name;
      result.class_name.erase(0, package + 1);
    } else if (std::string name = text_of(object["registered_name"]); name.contains('>')) {
      result.registered_as = std::move(name);
    }
    result.name = name_of(config);
    if (result.name.empty()) result.name = name_of(object);
    const std::string module = text_of(object["module"]);
    result.is_operation = is_of_operations(module);
    // Keras 3 and the archives of tf.keras name the module, so that a custom class may bear the name of one of Keras'
    // own.
    const bool is_keras = object["module"].exists()
                              ? module == "keras" || module.starts_with("keras.") || module.starts_with("tf_keras.")
                              : need_of(result.class_name) != Need::unknown;
    result.is_custom = !is_keras && !result.is_operation && !result.class_name.empty();
    if (result.is_custom)
      config.each_member([&](std::string_view key, json::Value) {
        if (result.arguments.size() < kMostArguments) result.arguments.emplace_back(key);
      });
    result.center = config["center"].boolean();
    result.scale = config["scale"].boolean();
    read_children(config, result, depth);
    const std::optional<LayerConfig> wrapped = read_wrapped(config, result, depth);
    if (wrapped) result.wrapped_class = wrapped->class_name;
    result.need = need(result, config, wrapped);
    note_facts(object, config, result, depth);
    return result;
  }

 private:
  void read_children(json::Value config, LayerConfig& result, int depth) {
    // Keras 1 and early 2 write a Sequential's config as the bare list of its layers.
    const json::Value layers = config.is_array() ? config : config["layers"];
    // What a Merge layer of Keras 1 merges are branches of the model.
    if (!layers.is_array() || depth >= kMaxNesting) return;
    result.has_layers = true;
    const bool is_functional = result.class_name == "Functional" || result.class_name == "Model";
    result.layers.reserve(std::min(layers.size(), limits::kMaxConfigLayers));
    layers.each_element([&](json::Value element) {
      if (read_layers_ == limits::kMaxConfigLayers) return;
      ++read_layers_;
      if (!element.is_object()) return;
      result.layers.push_back(layer(element, depth + 1));
      if (is_functional && is_beside_graph(element, config)) result.layers.back().is_beside_graph = true;
    });
    marks_.note_calls(layers);
  }

  // Layers in layers: of TimeDistributed, Bidirectional, SpectralNormalization the layer, of RNN the cell. Only in
  // classes of Keras' own is it known that what is found there is a part of the model; elsewhere it gives marks and
  // nothing else.
  std::optional<LayerConfig> read_wrapped(json::Value config, const LayerConfig& wrapper, int depth) {
    std::optional<LayerConfig> wrapped;
    if (depth >= kMaxNesting) return wrapped;
    const bool is_known = !wrapper.is_custom && need_of(wrapper.class_name) != Need::unknown;
    for (const std::string_view key : {"layer", "cell", "forward_layer"}) {
      if (!config[key].is_object()) continue;
      const bool counts = is_known && !wrapped && key != "forward_layer";
      const bool counted = std::exchange(counts_, counts_ && counts);
      LayerConfig inner = layer(config[key], depth + 1);
      counts_ = counted;
      if (counts) wrapped = std::move(inner);
    }
    return wrapped;
  }

  Need need(const LayerConfig& result, json::Value config, const std::optional<LayerConfig>& wrapped) const {
    const Need by_class = need_of(result.class_name);
    if (result.is_custom || by_class == Need::unknown) return result.has_layers ? Need::container : Need::unknown;
    const bool normalizes = result.class_name == "LayerNormalization" || result.class_name == "GroupNormalization";
    if (normalizes && result.center && result.scale)
      return *result.center || *result.scale ? Need::always : Need::never;
    if (result.class_name == "Normalization" && config["mean"].exists()) {
      // Given statistics are constants, adapted ones variables.
      return config["mean"].is_null() ? Need::always : Need::never;
    }
    const bool attends = result.class_name == "Attention" || result.class_name == "AdditiveAttention";
    if (attends && config["use_scale"].boolean() == false && text_of(config["score_mode"]) != "concat")
      return Need::never;
    if (wrapped && by_class == Need::sometimes) return wrapped->has_layers ? need_of_contents(*wrapped) : wrapped->need;
    // The vocabulary lies in the archive's assets; only the idf weights of TF-IDF are stored beside the weights, and in
    // an archive alone (keras/src/layers/preprocessing/index_lookup.py, save_own_variables).
    if (looks_up_words(result.class_name) && config["output_mode"].is_string())
      return archive_ && text_of(config["output_mode"]) == "tf_idf" ? Need::always : Need::never;
    // Keras 3 keeps the bins in the config and makes no variable (keras/src/layers/preprocessing/discretization.py
    // of 3.0 to 3.15). tf.keras, whose config alone has `trainable`, makes one to learn them by (`summary`).
    if (result.class_name == "Discretization" && config.is_object())
      return config["bin_boundaries"].is_array() || !config["trainable"].exists() ? Need::never : Need::sometimes;
    return by_class;
  }

  void note_facts(json::Value object, json::Value config, const LayerConfig& result, int depth) {
    if (!counts_) return;
    const std::string& label = result.name.empty() ? result.class_name : result.name;
    if (is_legacy_lambda(config) || is_lambda_object(config["function"])) facts_.lambda_layers.push_back(label);
    const json::Value words = config["vocabulary"];
    const bool looks_up = looks_up_words(result.class_name) && !result.is_custom;
    if (words.is_array() || words.is_string())
      facts_.layers_with_words.push_back(result.name);
    else if (looks_up)
      facts_.layers_that_learn_words.push_back(result.name);
    // What a wrapper holds lies under the wrapper's name.
    for (const json::Value layer : {config, config["layer"]["config"]}) {
      if (std::string mode = mode_of_policy(layer["dtype"]); !mode.empty())
        facts_.quantization.emplace(label, std::move(mode));
      layer["dtype"]["config"]["policy_map"].each_member([&](std::string_view, json::Value policy) {
        facts_.maps_quantized_policies |= !mode_of_policy(policy).empty();
      });
    }
    const bool is_root = depth == 0;
    // Layers without variables often have none although they were built (Dropout, InputLayer), so they say nothing.
    if (archive_ && !is_root && result.need != Need::never && !result.is_operation &&
        !object["build_config"].is_object()) {
      facts_.layers_without_build_config.push_back(label);
    }
  }

  // The mode of a quantized dtype policy. {"class_name": "QuantizedDTypePolicy", "config": {"mode": "int8",
  // "source_name": "float32"}}; GPTQDTypePolicy "gptq/4/128", Int4DTypePolicy "int4/128"; a plain string or name is
  // "int8_from_float32" (dtype_policies/dtype_policy.py).
  static std::string mode_of_policy(json::Value dtype) {
    if (auto mode = dtype["config"]["mode"].string()) return *mode;
    const std::string name = dtype.string().value_or(text_of(dtype["config"]["name"]));
    const std::size_t from = name.find("_from_");
    return from == std::string::npos ? "" : name.substr(0, from);
  }

  bool archive_;
  std::size_t read_layers_ = 0;
  bool counts_ = true;  // what is being read is a part of the model
  Config& facts_;
  MarkReader marks_;
};

void index_layers(const LayerConfig& model, ModelConfig& into) {
  for (const LayerConfig& layer : model.layers) into.by_name.try_emplace(layer.name, &layer);
  for (const LayerConfig& layer : model.layers) index_layers(layer, into);
}

void read_model(json::Value root, bool archive, ModelConfig& into) {
  MarkReader(into.marks).note_model(root);
  if (!root.is_object() || !root["class_name"].is_string()) return;
  into.facts.readable = true;
  into.model = Reader(archive, into).layer(root, 0);
  into.facts.class_name = into.model.class_name;
  index_layers(into.model, into);
}

void read_compile_config(json::Value config, std::string_view optimizer_key, ModelConfig& into) {
  if (!config.is_object()) return;
  into.facts.compiled = config.size() > 0;
  const json::Value optimizer = config[optimizer_key];
  if (optimizer.is_object()) {
    into.optimizer_class = optimizer["class_name"].string();
    const json::Value inner = optimizer["config"]["inner_optimizer"];  // LossScaleOptimizer
    into.facts.use_ema = (inner.is_object() ? inner : optimizer)["config"]["use_ema"].boolean();
  } else {
    into.optimizer_class = optimizer.string();
  }
}

void keep_document(std::string_view text, ModelConfig& into) {
  if (auto document = json::Document::parse(text)) into.document = std::move(*document);
}

// The attributes of a legacy file. They count as there even where their text can't be read.
void read_attributes(const hdf5::Node& root, ModelConfig& into) {
  into.facts.present = root.attribute("model_config") != nullptr;
  if (const auto text = root.string("model_config")) keep_document(*text, into);
  if (into.document) read_model(into.architecture(), false, into);
  if (root.attribute("training_config") == nullptr) return;
  if (const auto document = json::Document::parse(root.string("training_config").value_or(""))) {
    MarkReader(into.marks).note_training_config(document->root());
    read_compile_config(document->root(), "optimizer_config", into);
  }
  into.facts.compiled = true;
}

// save_to_preset writes the version of its own package beside that of Keras, and takes every build_config and
// compile_config out of the config (keras_hub 0.32.0, preset_utils.py: save_metadata, save_serialized_object).
bool is_of_preset(json::Value metadata) {
  constexpr std::string_view kVersions[] = {"keras_hub_version", "keras_nlp_version", "keras_cv_version"};
  return std::ranges::any_of(kVersions, [&](std::string_view key) { return metadata[key].is_string(); });
}

// metadata.json and config.json of a .keras archive.
void read_texts(const ArchiveTexts& texts, ModelConfig& into) {
  if (texts.metadata_json) {
    if (const auto document = json::Document::parse(*texts.metadata_json)) {
      into.keras_version = document->root()["keras_version"].string();
      into.facts.is_preset = is_of_preset(document->root());
    }
  }
  if (!texts.config_json) return;
  into.facts.present = true;
  keep_document(*texts.config_json, into);
  if (!into.document) return;
  const json::Value config = into.architecture();
  read_model(config, !into.facts.is_preset, into);
  MarkReader(into.marks).note_compile_config(config["compile_config"]);
  if (!into.facts.readable) return;
  if (!into.facts.is_preset) into.facts.has_build_config = config["build_config"].is_object();
  read_compile_config(config["compile_config"], "optimizer", into);
}

}  // namespace

const LayerConfig* ModelConfig::find(std::string_view layer_name) const {
  const auto found = by_name.find(std::string(layer_name));
  if (found != by_name.end()) return found->second;
  // A class of the user's own whose get_config is not its own has no name in the config; Keras gives it the one of its
  // class (keras/src/utils/naming.py, auto_name).
  const auto is_it = [&](const LayerConfig& layer) {
    return layer.name.empty() && layer.is_custom && snake_case(layer.class_name) == split_counter(layer_name).stem;
  };
  const auto unnamed = std::ranges::find_if(model.layers, is_it);
  return unnamed == model.layers.end() ? nullptr : &*unnamed;
}

std::unique_ptr<const ModelConfig> read_model_config(const hdf5::Node* root, const ArchiveTexts& texts) {
  auto config = std::make_unique<ModelConfig>();
  if (texts.config_json || texts.metadata_json) {
    read_texts(texts, *config);
  } else if (root != nullptr) {
    read_attributes(*root, *config);
  }
  return config;
}

const ConfigMarks& marks_of(const ModelConfig* config) {
  static const ConfigMarks kNone;
  return config == nullptr ? kNone : config->marks;
}

Need need_of_contents(const LayerConfig& model) {
  if (!model.has_layers) return Need::unknown;
  Need result = Need::never;
  for (const LayerConfig& layer : model.layers) {
    if (layer.is_operation) continue;
    const Need need = layer.need == Need::container ? need_of_contents(layer) : layer.need;
    if (need == Need::always) return Need::always;
    if (need != Need::never) result = Need::unknown;
  }
  return result;
}

}  // namespace weighbridge::keras
