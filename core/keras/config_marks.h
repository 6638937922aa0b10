// Marks in the architecture (config.json, or model_config and training_config) that tell which Keras wrote it, and over
// which some loader stumbles.
#ifndef WEIGHBRIDGE_KERAS_CONFIG_MARKS_H_
#define WEIGHBRIDGE_KERAS_CONFIG_MARKS_H_

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weighbridge::keras {

// Which Python marshalled the code of a Lambda: the layout of code objects changed in 3.8 (posonlyargcount) and in 3.11
// (exception table, qualified name).
enum class LambdaCode { none, before_python_3_8, python_3_8_to_3_10, since_python_3_11, unknown };

// A loss or metric of a training_config, by the name that it is looked up by.
struct CompiledName {
  bool is_metric = false;
  bool is_class = false;    // {"class_name": ..., "config": {...}}
  bool is_alone = false;    // not in a list or dict
  std::string name;         // of the class or the function
  std::string config_name;  // of a class: what its config calls it
  bool operator==(const CompiledName&) const = default;
};

// What the code of a Lambda layer looks up outside of itself.
struct LambdaNames {
  std::string layer;
  std::string module;  // in which it was written: "__main__"
  std::vector<std::string> names;
  bool operator==(const LambdaNames&) const = default;
};

struct ConfigMarks {
  bool present = false;
  std::string class_name;            // Sequential, Functional, Model, or the user's own
  bool is_keras_1 = false;           // "output_dim" and "init" where Keras 2 says "units" and "kernel_initializer"
  bool has_sequential_list = false;  // Keras 1 to 2.2.2: the config of a Sequential is a list
  bool has_sequential_dict = false;  // later: a dict
  bool can_be_built = true;          // false: a Sequential that never saw an input shape, or a subclassed model
  bool has_functional = false;       // class name "Functional": TF >= 2.3
  bool has_merge = false;            // Keras 1
  bool has_embedding = false;
  bool has_glorot_class = false;  // initializer class "GlorotUniform": TF >= 2.0
  bool has_input_layer = false;
  std::vector<std::string> input_keys;       // keys of the first InputLayer's config
  bool has_policy_object = false;            // dtype is a DTypePolicy object: Keras 3
  bool has_grouped_convolution_key = false;  // Conv config with "groups": TF >= 2.3
  std::string with_quantization_config;      // class of the first layer that has the key: Keras >= 3.13
  // What tf.keras writes and Keras 3 does not take.
  std::string with_time_major;            // class of the first recurrent layer with the key
  std::string module;                     // .keras: where the model's class was: keras.src.engine.functional
  bool has_attention_shapes = false;      // MultiHeadAttention with "query_shape"
  bool has_policy = false;                // dtype is a mixed precision Policy object
  bool has_inner_node = false;            // a nested model is called through its second node ([["encoder", 1, 0, {}]])
  bool wraps_without_module = false;      // TimeDistributed whose layer does not say its module: TF <= 2.11 or so
  bool has_shaped_normalization = false;  // Normalization with batch_input_shape
  std::string first_class;                // of a Sequential: its first layer
  LambdaCode lambda = LambdaCode::none;
  bool lambda_is_python_2 = false;  // of those before 3.8
  // A lambda looks up names (tf, K, SCALE) that Keras 3 runs it without, and is run to learn the shape of what it
  // gives.
  bool lambda_needs_module = false;
  bool lambda_has_defaults = false;  // of arguments (lambda x, a=2.0: ...): Keras 3 hands them to Python as a list
  LambdaNames lambda_names;          // of the first lambda that looks up any
  bool has_lambda_object = false;    // Keras 3's or tf.keras' v3 way to write a Lambda

  bool compiled = false;
  std::string optimizer_class;
  std::string optimizer_name;               // what its config calls it
  std::vector<std::string> optimizer_keys;  // legacy whole models: of its config, in their order
  std::string schedule;                     // of learning rates: the name that it is looked up by
  // One without its module: of Keras 2 and tf.keras up to 2.10, and of the classes called so later.
  bool has_old_schedule = false;
  bool optimizer_has_lr = false;  // Keras <= 2.2 and tf.keras <= 1.12: "lr", later "learning_rate"
  bool has_sample_weight_mode = false;
  // The first loss that legacy loading in Keras 3 can't find by its name: mse, mae ...
  std::string short_loss;
  std::string optimizer_module;        // .keras
  bool optimizer_is_tf_keras = false;  // .keras: its config has "is_legacy_optimizer"
  // .keras: class of the first metric with a build_config: TF-Keras, whose metrics are layers.
  std::string built_metric;
  std::string with_auto_reduction;           // the class of a loss object with reduction="auto": tf.keras
  std::string metrics_alone;                 // "metrics" or "weighted_metrics": the first that is neither list nor dict
  std::vector<CompiledName> compiled_names;  // legacy whole models

  [[nodiscard]] bool is_sequential() const { return class_name == "Sequential"; }
  [[nodiscard]] bool is_subclassed() const {
    return !is_sequential() && class_name != "Functional" && class_name != "Model";
  }
  [[nodiscard]] bool input_has(std::string_view key) const { return std::ranges::contains(input_keys, key); }
};

}  // namespace weighbridge::keras

#endif  // WEIGHBRIDGE_KERAS_CONFIG_MARKS_H_
