#include "loaders/config/lambda_names.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/text.h"
#include "loaders/causes.h"
#include "loaders/config/custom_objects.h"
#include "loaders/messages.h"

namespace weighbridge::loaders {
namespace {

// The names of the module of tf.keras' Lambda, among which it runs the code (keras/src/layers/core/lambda_layer.py,
// _parse_function_from_config; 2.15.1, tf_keras 2.21.0).
constexpr std::array<std::string_view, 13> kInLambdaLayer = {
    "sys",    "textwrap",          "python_types",  "warnings",   "np",       "tf",          "Layer",
    "Lambda", "serialization_lib", "generic_utils", "tf_inspect", "tf_utils", "keras_export"};
// The same of earlier ones, which had many layers in one module (keras/layers/core.py, 2.1.0): names that any of them
// may have had.
constexpr std::array<std::string_view, 30> kMaybeEarlier = {"K",
                                                            "backend",
                                                            "keras",
                                                            "copy",
                                                            "ops",
                                                            "nn",
                                                            "nest",
                                                            "context",
                                                            "dtypes",
                                                            "activations",
                                                            "trackable",
                                                            "constraints",
                                                            "initializers",
                                                            "regularizers",
                                                            "InputSpec",
                                                            "conv_utils",
                                                            "array_ops",
                                                            "math_ops",
                                                            "gen_math_ops",
                                                            "sparse_ops",
                                                            "standard_ops",
                                                            "variable_scope",
                                                            "tensor_shape",
                                                            "constant_op",
                                                            "backprop",
                                                            "tf_logging",
                                                            "itertools",
                                                            "types",
                                                            "func_load",
                                                            "func_dump"};

bool knows(const Generation& loader, const std::string& name) {
  if (std::ranges::contains(kInLambdaLayer, name) || name == "tf_logging") return true;
  return !loader.tensorflow_since(2, 15) && std::ranges::contains(kMaybeEarlier, name);
}

// Those of Keras' own modules have their own names there.
bool is_of_a_library(std::string_view module) {
  return module.starts_with("keras") || module.starts_with("tensorflow") || module.starts_with("tf_keras");
}

// Layers of the Sequential before the Lambda that have weights: these are built.
std::size_t count_built(const Contents& file, std::string_view lambda) {
  std::unordered_set<std::string_view> with_weights;
  for (const Layer& layer : file.subject.checkpoint->layers) {
    if (!layer.tensors.empty()) with_weights.insert(layer.name);
  }
  std::size_t built = 0;
  bool is_before = true;
  file.architecture["config"]["layers"].each_element([&](json::Value layer) {
    const std::string name = layer["config"]["name"].string().value_or("");
    is_before = is_before && name != lambda;
    if (!is_before) return;
    if (with_weights.contains(name)) ++built;
  });
  return built;
}

bool is_plain_sequence(const Contents& file, std::string_view lambda) {
  if (!file.model.is_sequential() || file.subject.checkpoint == nullptr) return false;
  bool is_plain = true;
  bool has_lambda = false;
  file.architecture["config"]["layers"].each_element([&](json::Value layer) {
    is_plain = is_plain && !layer["config"]["layers"].exists();
    has_lambda = has_lambda || layer["config"]["name"].string() == lambda;
  });
  return is_plain && has_lambda;
}

std::string uses(const keras::LambdaNames& lambda) {
  if (lambda.names.empty()) return "The code of '" + lambda.layer + "' uses names that are not in the file.";
  return "The code of '" + lambda.layer + "' uses " + text::join_names(lambda.names, 3) +
         (lambda.names.size() == 1 ? ", which is not in the file." : ", which are not in the file.");
}

}  // namespace

std::optional<Answer> call_without_names(const Generation& loader, const Contents& file) {
  const keras::LambdaNames& lambda = file.model.lambda_names;
  if (!file.model.can_be_built || is_of_a_library(lambda.module)) return std::nullopt;
  std::vector<std::string> lacking;
  for (const std::string& name : lambda.names) {
    if (!knows(loader, name)) lacking.push_back(name);
  }
  if (lacking.empty()) return std::nullopt;
  const std::string module = lambda.module.empty() ? "__main__" : lambda.module;
  const std::string remedy = uses({lambda.layer, lambda.module, lacking}) + ' ' + call_with(lacking) +
                             ", or define it in " + (module == "__main__" ? "the script that loads it" : module) + '.';
  // Which a script that loads a model nearly always has.
  if (lacking.size() == 1 && lacking.front() == "keras" && module == "__main__")
    return depends(causes::lambda(), remedy);
  const std::string error = loader.tensorflow_since(2, 7)
                                ? say(messages::kNameInLambda, {lambda.layer, lacking.front()})
                                : say(messages::kNameError, {lacking.front()});
  return raises(error, causes::lambda(), remedy);
}

bool stops_at_lambda(const Generation& loader, const Contents& file) {
  return loader.is_keras_3() && !loader.keras_since(3, 11) && file.model.lambda_needs_module &&
         is_plain_sequence(file, file.model.lambda_names.layer);
}

std::optional<Answer> count_without_lambda(const Generation& loader, const Contents& file) {
  const keras::LambdaNames& lambda = file.model.lambda_names;
  const std::string why = uses(lambda) + " Keras 3 runs the code without, and custom_objects does not reach it.";
  // Until 3.4 (3.3.3, 3.4.1) a Sequential that is not built yet is built once more with the shape in its config.
  const json::Value config = file.architecture["config"];
  if (!loader.keras_since(3, 5) && config["build_input_shape"].is_array() && file.model.first_class == "InputLayer") {
    const std::string error = say(messages::kConfiguredAlready, {config["name"].string().value_or("")});
    return raises_but_offers_weights(error, causes::lambda(), why);
  }
  const std::size_t built = count_built(file, lambda.layer);
  const std::size_t saved = file.legacy.layers_with_weights;
  if (built == saved) return std::nullopt;
  return raises_but_offers_weights(say(messages::kLayerCount, {std::to_string(built), std::to_string(saved)}),
                                   causes::lambda(), why);
}

std::string raises_when_called(const Contents& file) {
  return uses(file.model.lambda_names) +
         " load_model returns, but the model raises when it is called: build the model in code, then call "
         "model.load_weights on this file.";
}

}  // namespace weighbridge::loaders
