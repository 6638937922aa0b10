// A model's config is Keras code by other means: each version writes arguments that others do not know. Measured with
// the loaders that are named in tests/fixtures/oracle.jsonl and, for Keras 3, by loading the same files with 3.0.5
// to 3.15.1.
#include <string>
#include <string_view>

#include "loaders/causes.h"
#include "loaders/config/lambda_names.h"
#include "loaders/config/renamed_layer.h"
#include "loaders/config/stored_array.h"
#include "loaders/follow_config.h"
#include "loaders/load_model.h"
#include "loaders/messages.h"

namespace weighbridge::loaders {
namespace {

Answer at_odds(std::string error, Causes why = causes::none()) {
  return raises_but_offers_weights(std::move(error), why);
}

Answer unknown_layer(std::string_view class_name) {
  return at_odds(say("ValueError: Unknown layer: {}", {class_name}));
}

// A Lambda's code is that of the Python that saved it.
Answer bad_marshal() { return at_odds("ValueError: bad marshal data (unknown type code)", causes::lambda()); }

// Python 3.11, which Keras 3 and the last of TensorFlow's run on, reads as many numbers as Python 3.7 wrote, but one
// part more at the end (CPython, Python/marshal.c, r_object; Objects/codeobject.c).
Answer unreadable_code(const keras::ConfigMarks& model) {
  if (model.lambda != keras::LambdaCode::before_python_3_8 || model.lambda_is_python_2) return bad_marshal();
  return at_odds("EOFError: EOF read where object expected", causes::lambda());
}

// No Python that these loaders run on reads it.
bool is_late_code(const keras::ConfigMarks& model) {
  return model.lambda == keras::LambdaCode::python_3_8_to_3_10 || model.lambda == keras::LambdaCode::since_python_3_11;
}

// The first layer decides what is complained about first.
Answer keras_1_in_tensorflow(const Generation& loader, const keras::ConfigMarks& model) {
  if (!model.is_sequential())
    return at_odds("ValueError: ('Unrecognized keyword arguments:', dict_keys(['input_dtype']))", causes::keras_1());
  // As for a Sequential of Keras 2.0 (core/revival/making.cc).
  const bool wants_a_dict = loader.tensorflow_since(2, 1) && !loader.tensorflow_since(2, 3);
  if (wants_a_dict) return at_odds("AttributeError: 'list' object has no attribute 'items'", causes::keras_1());
  if (model.first_class == "Merge") return unknown_layer("Merge");
  if (model.first_class == "Lambda" && !is_late_code(model) && loader.tensorflow_since(2, 3)) return bad_marshal();
  if (model.first_class == "Embedding" || model.first_class == "Lambda") {
    return at_odds("TypeError: ('Keyword argument not understood:', 'input_dtype')", causes::keras_1());
  }
  if (model.first_class.contains("Conv")) {
    return at_odds("TypeError: __init__() missing 2 required positional arguments: 'filters' and 'kernel_size'",
                   causes::keras_1());
  }
  return at_odds("TypeError: __init__() missing 1 required positional argument: 'units'", causes::keras_1());
}

std::optional<Answer> in_keras_1(const keras::ConfigMarks& model) {
  if (model.is_keras_1) return std::nullopt;
  if (model.has_functional) return at_odds("ValueError: Invalid layer: Functional");
  if (model.has_input_layer) return at_odds("TypeError: __init__() got an unexpected keyword argument 'dtype'");
  return at_odds("TypeError: __init__() missing 1 required positional argument: 'output_dim'");
}

// What Keras 2 makes of a model of Keras 1; most of it is converted (keras/legacy/interfaces.py).
std::optional<Answer> convert_keras_1(const Generation& loader, const keras::ConfigMarks& model) {
  if (model.has_merge && loader.keras_since(2, 2)) return unknown_layer("Merge");
  if (model.has_merge && model.is_sequential()) {
    return at_odds("ValueError: You are trying to load a weight file containing 3 layers into a model with 1 layers.",
                   causes::keras_1());
  }
  if (!model.has_embedding) return std::nullopt;
  if (loader.keras_since(2, 2, 5))
    return at_odds("TypeError: Expected int32, got -0.05 of type 'float' instead.", causes::keras_1());
  return at_odds("ValueError: Tensor conversion requested dtype int32 for Tensor with dtype float32",
                 causes::keras_1());
}

// Until 2.2.2 Sequential.from_config wants a list (keras/models.py, keras/engine/sequential.py).
bool reads_a_list(const Generation& loader) { return loader.is_standalone() && !loader.keras_since(2, 2, 3); }

std::optional<Answer> in_keras_2(const Generation& loader, const keras::ConfigMarks& model) {
  if (model.is_keras_1) return convert_keras_1(loader, model);
  if (model.has_functional) return unknown_layer("Functional");
  if (model.has_sequential_dict && reads_a_list(loader)) return at_odds("KeyError: 0");
  for (const std::string_view newer : {"ragged", "batch_shape"}) {
    if (model.input_has(newer))
      return at_odds(say("TypeError: __init__() got an unexpected keyword argument '{}'", {newer}));
  }
  if (model.has_glorot_class) return at_odds("ValueError: Unknown initializer: GlorotUniform");
  if (is_late_code(model)) return bad_marshal();
  return std::nullopt;
}

// InputLayer's arguments of Keras 3 in tf.keras.
Answer keras_3_input(const Generation& loader, const keras::ConfigMarks& model) {
  const std::string_view list = model.input_has("optional") ? "['batch_shape', 'optional']" : "['batch_shape']";
  if (loader.tensorflow_since(2, 12)) {
    return at_odds(
        say("TypeError: Error when deserializing class 'InputLayer' using config={...}.\n\nException encountered: "
            "Unrecognized keyword "
            "arguments: {}",
            {list}));
  }
  if (loader.tensorflow_since(2, 7)) return at_odds(say("ValueError: Unrecognized keyword arguments: {}", {list}));
  return at_odds(say("ValueError: ('Unrecognized keyword arguments:', dict_keys({}))", {list}));
}

std::optional<Answer> in_tensorflow(const Generation& loader, const keras::ConfigMarks& model) {
  if (model.is_keras_1) return keras_1_in_tensorflow(loader, model);
  if (model.has_functional && !loader.tensorflow_since(2, 3)) return unknown_layer("Functional");
  if (model.input_has("batch_shape")) return keras_3_input(loader, model);
  if (model.has_policy_object) return at_odds("ValueError: Unknown dtype policy: DTypePolicy");
  if (model.input_has("ragged") && !loader.tensorflow_since(1, 15))
    return at_odds("ValueError: ('Unrecognized keyword arguments:', dict_keys(['ragged']))");
  if (model.has_grouped_convolution_key && !loader.tensorflow_since(2, 3))
    return at_odds("TypeError: ('Keyword argument not understood:', 'groups')");
  // TensorFlow 2.2 was the first for Python 3.8, and most of its users' first; 2.12 the first for 3.11.
  if (loader.tensorflow_since(2, 2) ? model.lambda == keras::LambdaCode::before_python_3_8 : is_late_code(model))
    return loader.tensorflow_since(2, 12) ? unreadable_code(model) : bad_marshal();
  if (model.lambda == keras::LambdaCode::since_python_3_11 && !loader.tensorflow_since(2, 12)) return bad_marshal();
  return std::nullopt;
}

Answer unsafe_lambda() {
  return raises(
      "ValueError: Requested the deserialization of a `Lambda` layer whose `function` is a Python lambda. This carries "
      "a potential risk of "
      "arbitrary code execution and thus it is disallowed by default.",
      causes::lambda(), std::string(kWhenTrusted) + "load_model(path, safe_mode=False).");
}

// tf.keras and Keras 3 share the class names, but not all arguments.
std::optional<Answer> tf_keras_in_keras_3(const Generation& loader, const keras::ConfigMarks& model) {
  if (model.module.contains(".engine.")) {
    return at_odds(say("TypeError: Could not deserialize class '{}' because its parent module {} cannot be imported.",
                       {model.class_name, model.module}));
  }
  if (!model.with_time_major.empty() && !loader.keras_since(3, 4)) {
    return at_odds(
        "ValueError: Could not interpret initializer identifier: {'class_name': 'Orthogonal', 'config': {'gain': 1.0, "
        "'seed': None}}");
  }
  if (!model.with_time_major.empty()) {
    return at_odds(
        say("ValueError: Unrecognized keyword arguments passed to {}: {'time_major': False}", {model.with_time_major}));
  }
  if (model.has_attention_shapes)
    return at_odds("TypeError: Error when deserializing class 'MultiHeadAttention' using config={...}.");
  if (model.has_policy) return at_odds("AttributeError: 'str' object has no attribute 'quantization_mode'");
  if (model.wraps_without_module) return at_odds("TypeError: Could not locate class 'Dense'.");
  // The code of a Lambda is read before layers are connected.
  const bool stops_before = model.lambda == keras::LambdaCode::before_python_3_8;
  if (model.has_inner_node && !model.has_policy_object && !stops_before) {
    if (loader.keras_since(3, 14)) return at_odds(std::string(messages::kDisconnected));
    return at_odds("It does not return: the nested model is looked for without end.");
  }
  return std::nullopt;
}

std::optional<Answer> keras_3_legacy(const Generation& loader, const Contents& file) {
  const keras::ConfigMarks& model = file.model;
  if (model.is_keras_1 && model.has_sequential_list)
    return at_odds("TypeError: pop expected at most 1 argument, got 2", causes::keras_1());
  if (model.is_keras_1)
    return at_odds("TypeError: Error when deserializing class 'Dense' using config={...}.", causes::keras_1());
  // A model inside is made before the one around it is connected.
  if (model.has_inner_node) {
    if (auto answer = connect_renamed(loader, file)) return answer;
  }
  if (auto answer = tf_keras_in_keras_3(loader, model)) return answer;
  if (model.lambda != keras::LambdaCode::none || model.has_lambda_object) {
    // Legacy files were loaded without a word until safe_mode reached them in 3.11.3 (keras pull request 21602).
    if (loader.keras_since(3, 11)) return unsafe_lambda();
    if (model.lambda == keras::LambdaCode::before_python_3_8) return unreadable_code(model);
    // keras/src/utils/python_utils.py, func_load
    if (model.lambda_has_defaults)
      return at_odds("TypeError: arg 4 (defaults) must be None or tuple", causes::lambda());
    if (stops_at_lambda(loader, file)) return count_without_lambda(loader, file);
    // keras/src/layers/core/lambda_layer.py, compute_output_shape. A Python from 3.11 on stops at the code itself: bad
    // marshal data.
    if (model.lambda_needs_module)
      return at_odds(
          "NotImplementedError: Exception encountered when calling Lambda.call().\n\nWe could not automatically infer "
          "the shape of the "
          "Lambda's output. Please specify the `output_shape` argument for this Lambda layer.",
          causes::lambda());
  }
  if (!model.with_quantization_config.empty() && !loader.keras_since(3, 13)) {
    const std::string& name = model.with_quantization_config;
    return at_odds(
        say("TypeError: Error when deserializing class '{}' using config={...}.\n\nException encountered: Unrecognized "
            "keyword arguments "
            "passed to {}: {'quantization_config': None}",
            {name, name}));
  }
  return std::nullopt;
}

std::optional<Answer> keras_3_archive(const Generation& loader, const keras::ConfigMarks& model) {
  if (model.has_lambda_object) return unsafe_lambda();
  if (auto answer = tf_keras_in_keras_3(loader, model)) return answer;
  const bool has_unknown_argument = !model.with_quantization_config.empty() && !loader.keras_since(3, 13);
  if (has_unknown_argument || model.has_shaped_normalization) {
    const std::string_view name = model.is_sequential() ? "sequential.Sequential" : "functional.Functional";
    return at_odds(
        say("TypeError: <class 'keras.src.models.{}'> could not be deserialized properly. Please ensure that "
            "components that are Python object "
            "instances (layers, models, etc.) returned by `get_config()` are explicitly deserialized in the model's "
            "`from_config()` "
            "method.",
            {name}));
  }
  return std::nullopt;
}

std::optional<Answer> make_model(const Generation& loader, const Contents& file) {
  const keras::ConfigMarks& model = file.model;
  if (!model.present) return std::nullopt;
  if (reads_a_list(loader) && model.is_sequential() && model.has_sequential_dict) return at_odds("KeyError: 0");
  if (auto answer = follow_config(loader, file)) return answer;
  if (loader.is_keras_3()) return file.is_zip ? keras_3_archive(loader, model) : keras_3_legacy(loader, file);
  if (loader.is_tensorflow()) {
    if (model.has_lambda_object) return unsafe_lambda();
    if (auto answer = in_tensorflow(loader, model)) return answer;
    return file.is_zip ? calculate_with_array(loader, file) : call_without_names(loader, file);
  }
  if (!loader.keras_since(2, 0)) return in_keras_1(model);
  auto answer = in_keras_2(loader, model);
  return answer ? answer : call_without_names(loader, file);
}

}  // namespace

std::optional<Answer> rebuild(const Generation& loader, const Contents& file) {
  auto answer = make_model(loader, file);
  return answer || !file.model.present ? answer : connect_renamed(loader, file);
}

}  // namespace weighbridge::loaders
