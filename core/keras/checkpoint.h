// What a Keras file holds, whatever the layout: layers in model order, their tensors, the optimizer, who wrote it.
// Built from a neutral hdf5::Tree (and, for .keras, from metadata.json and config.json); plain values.
#ifndef WEIGHBRIDGE_KERAS_CHECKPOINT_H_
#define WEIGHBRIDGE_KERAS_CHECKPOINT_H_

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "hdf5/tree.h"
#include "weighbridge/report.h"

namespace weighbridge::keras {

enum class Layout { v3_weights, legacy_weights, legacy_model, keras_0, lora_adapter, hdf5_other };
[[nodiscard]] std::string_view layout_id(Layout layout);  // "keras-v3-weights"

// Does a layer of this class need weights?
enum class Need {
  always,     // Dense, Conv2D, LSTM, BatchNormalization ...
  sometimes,  // LayerNormalization(center=False, scale=False), Normalization(mean=...), TextVectorization ...
  never,      // Dropout, Flatten, InputLayer, Activation ...
  container,  // Sequential, Functional: only what is inside counts
  unknown,    // custom classes
};
[[nodiscard]] Need need_of(std::string_view class_name);

// The config of a whole-model file or .keras archive, as far as it explains emptiness.
struct Config {
  bool present = false;
  bool readable = false;   // valid JSON of the expected shape
  std::string class_name;  // of the model: Sequential, Functional, Model, or a custom name
  bool is_preset = false;  // a preset of KerasHub, KerasNLP or KerasCV: a folder for its from_preset
  // .keras: absent = never built (keras/src/saving/saving_lib.py); none: not a .keras. A preset never has one.
  std::optional<bool> has_build_config;
  std::vector<std::string> layers_without_build_config;  // .keras: names
  bool compiled = false;                                 // training_config / compile_config present
  // Names of layers whose vocabulary was given to the constructor, so that it is in the config.
  std::vector<std::string> layers_with_words;
  std::vector<std::string> layers_that_learn_words;  // the others that look words up
  // By layer: the mode of its dtype policy ("int8", "int4/128", "gptq/4/4").
  std::map<std::string, std::string, std::less<>> quantization;
  // Some layer or model makes its parts by a map of policies, quantized ones among them, as KerasHub's backbones do
  // (DTypePolicyMap, keras/src/dtype_policies/dtype_policy_map.py of 3.15.1).
  bool maps_quantized_policies = false;
  // Of the optimizer: it keeps moving averages of the weights.
  std::optional<bool> use_ema;
  std::vector<std::string> lambda_layers;  // names of layers that carry code
};

// A weight as a layer's weight_names lists it.
struct ListedWeight {
  std::string layer;
  std::string weight;
  bool operator==(const ListedWeight&) const = default;
};

struct Checkpoint {
  Layout layout = Layout::hdf5_other;
  std::string root;        // group the weights live under: "", "model_weights"
  std::string zip_member;  // "model.weights.h5" when read out of a .keras
  Writer writer;
  std::optional<std::string> model_name;  // v3: name attribute of the root vars; config
  std::vector<Layer> layers;              // model order; containers included with state `container`
  std::optional<Optimizer> optimizer;     // present if the file has any trace of one
  Config config;

  // Facts that rules and loaders rest on.
  bool has_name_attributes = false;  // v3, Keras >= 3.6
  bool has_layer_names = false;      // legacy: the attribute (or its chunks) exists
  bool layer_names_chunked = false;
  std::vector<std::string> listed_without_group;  // legacy: in layer_names, but no group: the save stopped
  // ... of these, the names that stand before in layer_names: HDF5 holds one group of a name.
  std::vector<std::string> listed_twice;
  // legacy: layer_names lists arrays and no layers, as Hugging Face Transformers writes each file of several
  // (modeling_tf_utils.py of 4.41.2, save_pretrained with max_shard_size).
  bool lists_arrays = false;
  // legacy: a listed group without the attribute: an exception struck there.
  std::vector<std::string> groups_without_weight_names;
  std::vector<ListedWeight> listed_without_dataset;  // legacy: in weight_names, but no dataset
  // Arrays with values to which no name of the layout leads; looked for where something would be called empty.
  std::vector<std::string> unclaimed;
  std::vector<Tensor> model_level;  // v3 /vars, legacy top_level_model_weights
  // A whole legacy model of Keras 3 without the group top_level_model_weights, which that writes behind the layers.
  bool stops_behind_layers = false;
  std::vector<Tensor> metrics;                  // TF-Keras metrics/**/vars
  bool has_backslash_names = false;             // Windows, tf.keras 2.12-2.15
  bool has_checkpoint_dependencies = false;     // _layer_checkpoint_dependencies (tf.keras 2.12-2.14)
  bool checkpoint_dependencies_gapped = false;  // dense, dense_2, dense_4 (2.12, 2.13)
  std::optional<std::string> keras_version;     // the attribute or metadata.json, as written
  bool on_several_gpus = false;                 // legacy: keras.utils.multi_gpu_model around the model (gpu_copies.h)
  bool has_weights_manifest = false;            // at least one tensor of a layer or of the model itself
  std::optional<std::int64_t> lora_rank;        // lora_adapter: the rank of its pairs, where it could be read
  bool may_be_quantized = true;                 // false: no layer is (keras/quantized)
  // Paths of quantized kernels that were made but never filled in.
  std::set<std::string, std::less<>> hollow_kernels;
  // hdf5_other: the group ("experiment_7") that holds a whole Keras model or its weights, as model.save(h5py_group)
  // writes it.
  std::optional<std::string> nested_model_at;

  [[nodiscard]] bool is_legacy() const { return layout == Layout::legacy_weights || layout == Layout::legacy_model; }
};

// Which layout a tree has; hdf5_other when none of Keras'.
[[nodiscard]] Layout detect_layout(const hdf5::Tree& tree);

struct ModelConfig;  // model_config.h

// Reads `tree` into a checkpoint, with the architecture that belongs to it (read_model_config). `available_bytes` of
// the user's file decides which tensors are intact, cut or lost (absolute offsets). Never fails: what is broken is
// marked as such.
[[nodiscard]] Checkpoint read_checkpoint(const hdf5::Tree& tree, const ModelConfig& config,
                                         std::uint64_t available_bytes);

}  // namespace weighbridge::keras

#endif  // WEIGHBRIDGE_KERAS_CHECKPOINT_H_
