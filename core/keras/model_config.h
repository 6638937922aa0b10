// The architecture that a whole-model file or a .keras archive carries as JSON, as far as it explains what is (not) in
// the file.
#ifndef WEIGHBRIDGE_KERAS_MODEL_CONFIG_H_
#define WEIGHBRIDGE_KERAS_MODEL_CONFIG_H_

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/json.h"
#include "hdf5/tree.h"
#include "keras/checkpoint.h"
#include "keras/config_marks.h"

namespace weighbridge::keras {

struct LayerConfig {
  std::string name;
  std::string class_name;
  std::string registered_as;  // a registered class with its package, "Custom>Scale"; else ""
  // Of this very layer: LayerNormalization(center=False, scale=False) never, TimeDistributed as what it wraps.
  Need need = Need::unknown;
  bool is_custom = false;              // not one of Keras' own classes, whatever its name
  std::vector<std::string> arguments;  // of a class that is_custom: the keys of its config
  bool is_operation = false;           // a node of keras.ops or keras.activations: in the config, but no layer
  std::optional<bool> center;          // BatchNormalization, LayerNormalization, GroupNormalization
  std::optional<bool> scale;
  std::string wrapped_class;  // TimeDistributed, Bidirectional, SpectralNormalization: the layer; RNN: the cell
  // In the list of a functional model, and no part of its graph (config_json.cc, is_beside_graph).
  bool is_beside_graph = false;
  std::vector<LayerConfig> layers;  // of a model
  bool has_layers = false;          // `layers` was there, maybe without elements
};

struct ModelConfig {
  Config facts;
  LayerConfig model;
  std::optional<std::string> optimizer_class;  // of training_config or compile_config
  std::optional<std::string> keras_version;    // of metadata.json
  ConfigMarks marks;                           // what some loader stumbles over
  std::optional<json::Document> document;      // the text of it, for those who follow it as Keras does

  // config.json, or the attribute model_config; nothing where it is not there or is no JSON.
  [[nodiscard]] json::Value architecture() const { return document ? document->root() : json::Value(); }
  // A layer anywhere in the model by its name, outer layers first; one without a name by that of its class.
  [[nodiscard]] const LayerConfig* find(std::string_view layer_name) const;

  std::unordered_map<std::string, const LayerConfig*> by_name;  // pointers into `model`
  ModelConfig() = default;
  ModelConfig(const ModelConfig&) = delete;
  ModelConfig& operator=(const ModelConfig&) = delete;
};

// JSON texts of a .keras archive, when there.
struct ArchiveTexts {
  std::optional<std::string> metadata_json;
  std::optional<std::string> config_json;
};

// Reads the architecture once for all that ask for it: the archive's texts, or else the attributes `model_config` and
// `training_config` of the file's root (null: no HDF5 could be opened). Never null; `facts.present` says whether there
// is one.
[[nodiscard]] std::unique_ptr<const ModelConfig> read_model_config(const hdf5::Node* root, const ArchiveTexts& texts);

// The marks of an architecture; of none (null) those of nothing.
[[nodiscard]] const ConfigMarks& marks_of(const ModelConfig* config);

// Does the model, as its config has it, need weights at all? `unknown` if only custom layers could.
[[nodiscard]] Need need_of_contents(const LayerConfig& model);

}  // namespace weighbridge::keras

#endif  // WEIGHBRIDGE_KERAS_MODEL_CONFIG_H_
