// The architecture that a whole-model file or a .keras archive carries as JSON, as far as it explains what is (not) in the file.
#ifndef WEIGHBRIDGE_KERAS_MODEL_CONFIG_H_
#define WEIGHBRIDGE_KERAS_MODEL_CONFIG_H_

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "keras/checkpoint.h"

namespace weighbridge::keras {

struct LayerConfig {
  std::string name;
  std::string class_name;
  Need need = Need::unknown;   // of this very layer: LayerNormalization(center=False, scale=False) never, TimeDistributed as what it wraps
  bool is_custom = false;      // not one of Keras' own classes, whatever its name
  bool is_operation = false;   // a node of keras.ops: listed in the config, but no layer
  std::optional<bool> center;  // BatchNormalization, LayerNormalization, GroupNormalization
  std::optional<bool> scale;
  std::string wrapped_class;        // TimeDistributed, Bidirectional, SpectralNormalization: the layer; RNN: the cell
  std::vector<LayerConfig> layers;  // of a model
  bool has_layers = false;          // `layers` was there, maybe without elements
};

struct ModelConfig {
  Config facts;
  LayerConfig model;
  std::optional<std::string> optimizer_class;  // of training_config or compile_config
  std::optional<std::string> keras_version;    // of metadata.json

  // A layer anywhere in the model by its name, outer layers first.
  [[nodiscard]] const LayerConfig* find(std::string_view layer_name) const;

  std::unordered_map<std::string, const LayerConfig*> by_name;  // pointers into `model`
  ModelConfig() = default;
  ModelConfig(const ModelConfig&) = delete;
  ModelConfig& operator=(const ModelConfig&) = delete;
};

// The attributes `model_config` and `training_config` of a legacy file.
void read_legacy_config(std::optional<std::string_view> model_config, std::optional<std::string_view> training_config, ModelConfig& into);
// metadata.json and config.json of a .keras archive.
void read_archive_config(const ArchiveTexts& texts, ModelConfig& into);

// Does the model, as its config has it, need weights at all? `unknown` if only custom layers could.
[[nodiscard]] Need need_of_contents(const LayerConfig& model);

}  // namespace weighbridge::keras

#endif  // WEIGHBRIDGE_KERAS_MODEL_CONFIG_H_
