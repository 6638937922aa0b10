#include "keras/mark_reader.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <utility>

#include "keras/code/marshalled_names.h"

namespace weighbridge::keras {
namespace {

// Keras 3's losses.get() knows these only as metrics when it reads a legacy file. Run on 3.0.5, 3.6.0 and 3.15.1: the
// long names load.
constexpr std::array<std::string_view, 12> kShortLosses = {"mse",  "MSE",  "mae", "MAE", "mape", "MAPE",
                                                           "msle", "MSLE", "bce", "BCE", "kld",  "KLD"};

// The first `count` bytes of base64 text, which Python breaks into lines.
std::string decode_base64(std::string_view text, std::size_t count) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string bytes;
  std::uint32_t bits = 0;
  int pending = 0;
  for (const char c : text) {
    if (c == '\n') continue;
    const std::size_t digit = kDigits.find(c);
    if (digit == std::string_view::npos || bytes.size() >= count) break;
    bits = (bits << 6) | static_cast<std::uint32_t>(digit);
    pending += 6;
    if (pending >= 8) {
      pending -= 8;
      bytes += static_cast<char>((bits >> pending) & 0xffu);
    }
  }
  return bytes;
}

// Keras 2.0 wrote the bytes as text, a character each (keras 2.0.6, utils/generic_utils.py, func_dump:
// raw_unicode_escape).
std::string decode_characters(std::string_view text, std::size_t count) {
  std::string bytes;
  for (std::size_t i = 0; i < text.size() && bytes.size() < count; ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    const bool is_of_two = (c == 0xc2 || c == 0xc3) && i + 1 < text.size();  // UTF-8 of U+0080 to U+00FF
    bytes += is_of_two ? static_cast<char>(((c & 0x03u) << 6) | (static_cast<unsigned char>(text[++i]) & 0x3fu))
                       : static_cast<char>(c);
  }
  return bytes;
}

constexpr std::string_view kFlaggedCode = "\u00e3";  // in UTF-8

std::string code_bytes(std::string_view text, std::size_t count) {
  const bool is_characters = text.starts_with(kFlaggedCode) || (text.size() > 1 && text[0] == 'c' && text[1] < ' ');
  return is_characters ? decode_characters(text, count) : decode_base64(text, count);
}

// Marshalled code (CPython, Python/marshal.c, w_object): 'c', from 3.4 on with the reference flag (E3), then 32-bit
// counts, then the bytecode as a bytes object ('s', from 3.11 on with the flag: F3). Python 2 has four counts, 3.0 to
// 3.7 five, 3.8 to 3.10 six, later ones five. Only these 26 bytes are looked at; nothing is unmarshalled.
LambdaCode python_of(std::string_view text) {
  const std::string head = code_bytes(text, 26);
  if (head.size() < 26 || (head[0] != '\xe3' && head[0] != 'c')) return LambdaCode::unknown;
  if (head[0] == 'c' && head[17] == 's') return LambdaCode::before_python_3_8;
  if (head[21] == 's') return LambdaCode::before_python_3_8;
  if (head[21] == '\xf3') return LambdaCode::since_python_3_11;
  return head[25] == 's' ? LambdaCode::python_3_8_to_3_10 : LambdaCode::unknown;
}

// A number fewer than in Python 3 before the bytes.
bool is_python_2(std::string_view text) {
  const std::string head = code_bytes(text, 26);
  return head.size() == 26 && head[0] == 'c' && head[17] == 's';
}

constexpr std::size_t kMostCodeBytes = 16384;

// The names of keras/src/utils/python_utils.py (3.3.3 to 3.15.1), among which func_load runs a lambda.
bool is_all_known_in_keras_3(const std::vector<std::string>& names) {
  constexpr std::array<std::string_view, 10> kKnown = {"binascii", "codecs",    "marshal",   "os",      "python_types",
                                                       "to_list",  "func_dump", "func_load", "default", "remove_by_id"};
  return std::ranges::all_of(names, [&](const std::string& name) { return std::ranges::contains(kKnown, name); });
}

// Where the code is of a Python whose instructions are not known: modules as code calls them whose names marshal.c
// writes as short texts: the kind ('Z', or DA with the reference flag), the length, the text. Keras 3 runs a lambda
// among the names of keras/src/utils/python_utils.py (func_load), which knows none of them.
bool names_a_module(std::string_view text) {
  constexpr std::array<std::string_view, 7> kModules = {"tf", "K", "np", "keras", "backend", "tensorflow", "numpy"};
  const std::string code = code_bytes(text, kMostCodeBytes);
  return std::ranges::any_of(kModules, [&](std::string_view name) {
    const std::string counted = static_cast<char>(name.size()) + std::string(name);
    return code.contains('Z' + counted) || code.contains('\xda' + counted);
  });
}

}  // namespace

void MarkReader::note_model(json::Value model) {
  into_.present = model.is_object();
  into_.class_name = model["class_name"].string().value_or("");
  into_.module = model["module"].string().value_or("");
  into_.can_be_built = !into_.is_subclassed();
  if (into_.is_sequential()) note_first_layer(model["config"]);
}

// A Sequential's variables exist once it knows its input shape: an InputLayer, batch_input_shape of the first layer, or
// build_input_shape (tf.keras).
void MarkReader::note_first_layer(json::Value config) {
  const json::Value layers = config.is_array() ? config : config["layers"];
  bool is_first = true;
  layers.each_element([&](json::Value layer) {
    if (!std::exchange(is_first, false)) return;
    into_.first_class = layer["class_name"].string().value_or("");
    const json::Value shape = layer["config"]["batch_input_shape"];
    // A model as the first layer brings its own shape.
    const bool has_shape = shape.is_array() || layer["config"]["batch_shape"].is_array() ||
                           layer["config"].is_array() || layer["config"]["layers"].is_array();
    into_.can_be_built = has_shape || into_.first_class == "InputLayer" || config["build_input_shape"].is_array();
  });
  if (is_first) into_.can_be_built = false;
}

namespace {

// Keras 2: a layer's inbound_nodes are a list of calls, each a list of [layer, node index, tensor index, arguments].
// Visits (layer, node) for those whose node is not the first.
void each_later_node(json::Value layers, const std::function<void(const std::string&, std::int64_t)>& visit) {
  layers.each_element([&](json::Value layer) {
    layer["inbound_nodes"].each_element([&](json::Value call) {
      call.each_element([&](json::Value input) {
        int position = 0;
        std::string name;
        input.each_element([&](json::Value part) {
          if (position == 0) name = part.string().value_or("");
          if (position++ == 1 && part.integer().value_or(0) > 0) visit(name, *part.integer());
        });
      });
    });
  });
}

}  // namespace

// A nested model has a node of its own before it is called, so that its calls are counted from 1; a layer that is
// called twice has a second node as well.
void MarkReader::note_calls(json::Value layers) {
  std::map<std::string, std::int64_t, std::less<>> calls;
  each_later_node(layers, [&](const std::string& name, std::int64_t node) {
    if (calls.empty()) {
      layers.each_element([&](json::Value layer) {
        calls[layer["name"].string().value_or("")] = static_cast<std::int64_t>(layer["inbound_nodes"].size());
      });
    }
    const auto found = calls.find(name);
    if (found != calls.end() && node >= found->second) into_.has_inner_node = true;
  });
}

void MarkReader::note_object(json::Value object) {
  const std::string class_name = object["class_name"].string().value_or("");
  const json::Value config = object["config"];
  if (class_name == "Sequential") (config.is_array() ? into_.has_sequential_list : into_.has_sequential_dict) = true;
  if (class_name == "Functional") into_.has_functional = true;
  if (class_name == "Merge") into_.has_merge = true;
  if (class_name == "Embedding") into_.has_embedding = true;
  if (class_name == "InputLayer" && !std::exchange(into_.has_input_layer, true)) {
    config.each_member([&](std::string_view key, json::Value) { into_.input_keys.emplace_back(key); });
  }
  if (class_name == "Lambda") note_lambda(config);
  note_arguments(class_name, config);
}

void MarkReader::note_arguments(const std::string& class_name, json::Value config) {
  if (config["input_dtype"].exists() || (config["output_dim"].exists() && config["init"].exists()))
    into_.is_keras_1 = true;
  if (config["kernel_initializer"]["class_name"].string() == "GlorotUniform") into_.has_glorot_class = true;
  const auto policy = config["dtype"]["class_name"].string();
  if (policy == "DTypePolicy") into_.has_policy_object = true;
  if (policy == "Policy") into_.has_policy = true;
  if (class_name == "MultiHeadAttention" && config["query_shape"].is_array()) into_.has_attention_shapes = true;
  if (class_name == "Normalization" && config["batch_input_shape"].is_array()) into_.has_shaped_normalization = true;
  if (class_name == "TimeDistributed" && !config["layer"]["module"].exists()) into_.wraps_without_module = true;
  if (class_name.contains("Conv") && config["groups"].exists()) into_.has_grouped_convolution_key = true;
  if (config["quantization_config"].exists() && into_.with_quantization_config.empty())
    into_.with_quantization_config = class_name;
  if (config["time_major"].exists() && into_.with_time_major.empty()) into_.with_time_major = class_name;
}

void MarkReader::note_lambda(json::Value config) {
  const json::Value function = config["function"];
  if (function.is_object()) {
    into_.has_lambda_object = function["class_name"].string() == "__lambda__";
    if (into_.has_lambda_object) note_code(config, function["config"]["code"], function["config"]["defaults"]);
    return;
  }
  if (!function.is_array()) return;  // a named function is a string
  std::vector<json::Value> parts;
  function.each_element([&](json::Value part) { parts.push_back(part); });
  if (parts.empty()) return;
  if (into_.lambda == LambdaCode::none) {
    const std::string code = parts[0].string().value_or("");
    into_.lambda = python_of(code);
    into_.lambda_is_python_2 = is_python_2(code);
  }
  note_code(config, parts[0], parts.size() > 1 ? parts[1] : json::Value());
}

void MarkReader::note_code(json::Value config, json::Value function, json::Value defaults) {
  const std::string code = function.string().value_or("");
  auto names = names_looked_up(code_bytes(code, kMostCodeBytes), python_of(code));
  const bool lacks_some = names ? !is_all_known_in_keras_3(*names) : names_a_module(code);
  const bool is_run = config["output_shape"].is_null() || !config["output_shape"].exists();
  into_.lambda_has_defaults = into_.lambda_has_defaults || defaults.size() > 0;
  if (!lacks_some || (into_.lambda_needs_module && !into_.lambda_names.names.empty())) return;
  into_.lambda_needs_module = into_.lambda_needs_module || is_run;
  into_.lambda_names = {config["name"].string().value_or(""), config["module"].string().value_or(""),
                        std::move(names).value_or(std::vector<std::string>{})};
}

void MarkReader::note_loss(json::Value loss, int depth) {
  if (depth > 4) return;
  if (const auto name = loss.string()) {
    if (into_.short_loss.empty() && std::ranges::contains(kShortLosses, *name)) into_.short_loss = *name;
  } else if (loss.is_array()) {
    loss.each_element([&](json::Value element) { note_loss(element, depth + 1); });
  } else if (loss.is_object() && loss["class_name"].exists()) {
    if (into_.with_auto_reduction.empty() && loss["config"]["reduction"].string() == "auto")
      into_.with_auto_reduction = loss["class_name"].string().value_or("");
  } else if (loss.is_object()) {
    loss.each_member([&](std::string_view, json::Value element) { note_loss(element, depth + 1); });
  }
}

void MarkReader::note_training_config(json::Value training) {
  into_.compiled = training.is_object();
  into_.has_sample_weight_mode = training["sample_weight_mode"].exists();
  into_.optimizer_class = training["optimizer_config"]["class_name"].string().value_or("");
  const json::Value optimizer = training["optimizer_config"]["config"];
  into_.optimizer_has_lr = optimizer["lr"].exists();
  constexpr std::size_t kMostKeys = 32;
  optimizer.each_member([&](std::string_view key, json::Value) {
    if (into_.optimizer_keys.size() < kMostKeys) into_.optimizer_keys.emplace_back(key);
  });
  into_.optimizer_name = optimizer["name"].string().value_or("");
  const json::Value rate = optimizer["learning_rate"];
  into_.has_old_schedule = rate.is_object() && !rate["module"].exists();
  into_.schedule = rate["registered_name"].string().value_or(rate["class_name"].string().value_or(""));
  note_loss(training["loss"], 0);
  note_compiled(training["loss"], false, 0);
  for (const std::string_view key : {"metrics", "weighted_metrics"}) {
    const bool is_alone = training[key].is_string() || training[key]["class_name"].is_string();
    if (is_alone && into_.metrics_alone.empty()) into_.metrics_alone = key;
    note_compiled(training[key], true, 0);
  }
}

// Names, objects, or lists and dicts of them, one for each output. A function as metric is wrapped: its name is "fn".
void MarkReader::note_compiled(json::Value thing, bool is_metric, int depth) {
  constexpr std::size_t kMostNames = 64;
  if (depth > 4 || into_.compiled_names.size() >= kMostNames) return;
  const auto note = [&](std::string name, bool is_class, std::string config_name) {
    into_.compiled_names.push_back({is_metric, is_class, depth == 0, std::move(name), std::move(config_name)});
  };
  if (const auto name = thing.string()) {
    note(*name, false, "");
  } else if (thing.is_array()) {
    thing.each_element([&](json::Value element) { note_compiled(element, is_metric, depth + 1); });
  } else if (const auto class_name = thing["class_name"].string()) {
    const auto function = thing["config"]["fn"].string();
    const bool is_wrapper = *class_name == "MeanMetricWrapper" || *class_name == "LossFunctionWrapper";
    note(is_wrapper && function ? *function : *class_name, !(is_wrapper && function),
         thing["config"]["name"].string().value_or(""));
  } else {
    thing.each_member([&](std::string_view, json::Value element) { note_compiled(element, is_metric, depth + 1); });
  }
}

void MarkReader::note_compile_config(json::Value training) {
  into_.compiled = training.is_object();
  into_.optimizer_class = training["optimizer"]["class_name"].string().value_or("");
  into_.optimizer_module = training["optimizer"]["module"].string().value_or("");
  into_.optimizer_is_tf_keras = training["optimizer"]["config"]["is_legacy_optimizer"].exists();
  training["metrics"].each_element([&](json::Value metric) {
    if (into_.built_metric.empty() && metric["build_config"].exists())
      into_.built_metric = metric["class_name"].string().value_or("");
  });
}

}  // namespace weighbridge::keras
