// keras/src/saving/serialization_lib.py: deserialize_keras_object without module_objects, and _retrieve_class_or_fn
// where nothing is registered.
#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "revival/messages.h"
#include "revival/python_text.h"
#include "revival/reviver.h"
#include "revival/wrapping.h"

namespace weighbridge::revival {
namespace {

using atlas::Kind;
using json::Value;

constexpr std::string_view kSource = "keras.src.";
constexpr std::string_view kOperations = "keras.src.ops.";

// Functions of Python that operations are called like, and that work on tensors as well.
constexpr std::array<std::string_view, 3> kOfPython = {"abs", "round", "sum"};

// Keras 3 knows metrics' classes by small names too (sum: Sum), of which only some are functions as well
// (mean_squared_error). Those were the only ones to have such a name before.
bool is_metric_function(std::string_view name) {
  const std::vector<atlas::Release> before = atlas::releases_of(atlas::Family::tf_keras);
  return !before.empty() && atlas::behind_name(Kind::metric, name, atlas::Written::text, before.back()) == "function";
}

// keras/src/optimizers/__init__.py, LegacyOptimizerWarning (3.0.5 to 3.15.1): names of Keras 2 that only say that they
// are gone.
bool is_gone_optimizer(std::string_view module, std::string_view class_name) {
  constexpr std::array<std::string_view, 6> kGone = {"Adagrad", "Adam", "Ftrl", "Optimizer", "RMSprop", "SGD"};
  return module == "keras.optimizers.legacy" && std::ranges::contains(kGone, class_name);
}

// What a v3 form may name; operations have modules of their own, models are no row of the table.
constexpr std::array kMade = {Kind::layer,        Kind::initializer, Kind::regularizer, Kind::constraint,
                              Kind::optimizer,    Kind::schedule,    Kind::loss,        Kind::metric,
                              Kind::dtype_policy, Kind::quantizer};

struct Row {
  Kind kind;
  atlas::Class which;
};

// A name may stand for classes of several kinds (losses and metrics share many); the module tells.
std::optional<Row> row_of(std::string_view class_name, std::string_view module) {
  std::optional<Row> first;
  for (const Kind kind : kMade) {
    const auto which = atlas::find_class(kind, class_name);
    if (!which) continue;
    const std::string_view home = atlas::home_of(*which);
    const std::string_view group = module.substr(module.rfind('.') + 1);
    if (home == module || home.contains("." + std::string(group))) return Row{kind, *which};
    if (!first) first = Row{kind, *which};
  }
  return first;
}

std::string named(std::string_view pattern, std::string_view what, std::string_view module, std::string_view name) {
  return filled(filled(filled(pattern, "{what}", what), "{module}", module), "{}", name);
}

}  // namespace

Trouble Reviver::object(Value value, int depth) const {
  if (depth > kMostDepth) return std::nullopt;
  Trouble trouble;
  if (value.is_array()) {
    value.each_element([&](Value element) {
      if (!trouble) trouble = object(element, depth + 1);
    });
    return trouble;
  }
  if (!value.is_object()) return std::nullopt;
  if (value["class_name"].exists() && value["config"].exists()) return class_object(value, depth);
  value.each_member([&](std::string_view, Value member) {
    if (!trouble) trouble = object(member, depth + 1);
  });
  return trouble;
}

Trouble Reviver::let_out(Trouble inner, std::string_view module, std::string_view class_name) const {
  if (flavour_ != Flavour::keras_3) return inner;
  // Until 3.5 the layers for images lay beside the others (3.0.5 to 3.5.0, 3.6.0).
  constexpr std::string_view kOfImages = "preprocessing.image_preprocessing.";
  const std::size_t folder = since(6) ? std::string_view::npos : module.find(kOfImages);
  if (folder == std::string_view::npos) return not_properly(std::move(inner), module, class_name);
  const std::string early =
      std::string(module.substr(0, folder)) + "preprocessing." + std::string(module.substr(folder + kOfImages.size()));
  return not_properly(std::move(inner), early, class_name);
}

Trouble Reviver::not_found(Value value, std::string_view what, const std::string& name) const {
  const std::string module = text_of(value["module"]);
  const bool is_own = is_keras(module);
  const bool is_beside = is_beside_keras(module.substr(0, module.find('.')));
  Obstacle obstacle = Obstacle::custom_class;
  // Layers in layers without a module are of TensorFlow before 2.13.
  if (is_own || is_tf_keras(module) || (!value["module"].exists() && atlas::find_class(Kind::layer, name)))
    obstacle = Obstacle::missing_class;
  if (is_beside) obstacle = Obstacle::package;
  // A function is looked up by its name, a class by the name that register_keras_serializable made.
  std::string known_as = text_of(value[value["class_name"].string() == "function" ? "config" : "registered_name"]);
  if (known_as.empty() || is_own) known_as = name;
  if (!is_own && has_code_of(known_as)) return std::nullopt;

  // Until 3.8 modules of any package were imported.
  const bool is_imported = is_own || is_beside || (!since(9) && !module.empty() && module != "builtins");
  if (is_imported && !atlas::has_module(module, release_))
    return raised("TypeError", named(messages::kNoModule, what, module, name), obstacle, known_as);
  if (is_own && since(11))
    return raised("ValueError", named(messages::kNotSaveable, what, module, name), obstacle, known_as);
  const std::string_view pattern =
      since(14) || (minor_ == 12 && since(12)) ? messages::kNotLocatedLate : messages::kNotLocated;
  return raised("TypeError", named(pattern, what, module, name), obstacle, known_as);
}

Trouble Reviver::lookup_of_model(Value value) const {
  const std::string module = text_of(value["module"]);
  if (is_keras(module) || is_tf_keras(module)) return std::nullopt;  // no class of the user's own
  return not_found(value, "class", text_of(value["class_name"]));
}

Trouble Reviver::function_object(Value value) const {
  const std::string name = text_of(value["config"]);
  const std::string module = text_of(value["module"]);
  // Until 3.8 the module was imported and asked, so that Python's own abs was found for that of keras.ops.
  if (module == "builtins" && flavour_ == Flavour::keras_3 && !since(9) && std::ranges::contains(kOfPython, name))
    return std::nullopt;
  // Functions of keras.ops and keras.activations, written by their public names.
  if (is_keras(module)) return std::nullopt;
  if (module == "builtins") {
    for (const Kind kind : {Kind::activation, Kind::loss, Kind::initializer, Kind::regularizer, Kind::constraint}) {
      if (knows(kind, name, atlas::Written::text)) return std::nullopt;
    }
    if (knows(Kind::metric, name, atlas::Written::text) && is_metric_function(name)) return std::nullopt;
  }
  return not_found(value, "function", name);
}

// tf.keras 2.15, keras/src/optimizers/schedules/learning_rate_schedule.py, deserialize
Trouble Reviver::own_schedule(Value rate) const {
  const std::string name = text_of(rate["class_name"]);
  if (!rate["module"].is_null() || has_code_of(name) || has_code_of(text_of(rate["registered_name"])))
    return std::nullopt;
  return raised("TypeError", filled(messages::kCustomObject, "{}", name), Obstacle::custom_class, name);
}

// Of what TensorFlow's Keras compiles with, only the user's own is known to be missing.
Trouble Reviver::compiled(Value compile_config, int depth) const {
  // load_model(compile=False) leaves out what the outermost model is compiled with, not that of models inside.
  const auto while_compiling = [depth](Trouble trouble) {
    if (trouble) trouble->compiling = depth == 0;
    return trouble;
  };
  if (flavour_ == Flavour::keras_3) return while_compiling(object(compile_config, depth + 1));
  for (const std::string_view key : {"optimizer", "loss", "metrics", "weighted_metrics"}) {
    auto trouble = object(compile_config[key], depth + 1);
    const bool is_meant =
        trouble && (trouble->obstacle == Obstacle::custom_class || trouble->obstacle == Obstacle::code);
    if (is_meant) return while_compiling(std::move(trouble));
  }
  return while_compiling(own_schedule(compile_config["optimizer"]["config"]["learning_rate"]));
}

// The module is imported and asked (serialization_lib.py, _retrieve_class_or_fn).
Trouble Reviver::make_application_layer(std::string_view class_name, Value config, int depth) const {
  if (auto trouble = policy(config["dtype"], class_name, Spelling::as_written, depth)) return trouble;
  return when_deserializing(slash_in_name(config), class_name);
}

Trouble Reviver::class_object(Value value, int depth) const {
  const std::string class_name = text_of(value["class_name"]);
  if (class_name == "__lambda__") {
    if (!safe_) return std::nullopt;
    return raised("ValueError", std::string(since(11) ? messages::kPythonLambda : messages::kPythonLambdaEarly),
                  Obstacle::code);
  }
  if (class_name.starts_with("__")) return std::nullopt;  // tensors, slices, bytes: values
  if (class_name == "function") return function_object(value);

  const std::string module = text_of(value["module"]);
  const Value config = value["config"];
  if (module.starts_with(kSource) && flavour_ == Flavour::keras_3) {
    const auto which = atlas::find_class(Kind::operation, module.substr(kSource.size()) + '.' + class_name);
    if (which && atlas::exists(*which, release_))
      return let_out(make(Kind::operation, *which, class_name, config, depth), module, class_name);
    if (module.starts_with(kOperations)) return not_found(value, "class", class_name);
  }
  if (flavour_ == Flavour::keras_3 && atlas::application_layer_in(module, class_name) && !is_tf_keras(module))
    return let_out(make_application_layer(class_name, config, depth), module, class_name);
  if (flavour_ == Flavour::keras_3 && !since(11) && is_gone_optimizer(module, class_name))
    return raised("TypeError", filled(messages::kLegacyOptimizer, "{}", class_name), Obstacle::missing_class,
                  class_name);
  const std::string_view behind =
      is_keras(module) || is_tf_keras(module) ? atlas::behind_module(module, class_name, release_) : std::string_view{};
  if (behind.empty()) return not_found(value, "class", class_name);
  if (is_model(behind)) {
    if (auto trouble = let_out(make_model(behind, config, depth), home_of_model(behind), behind)) return trouble;
    return compiled(value["compile_config"], depth);
  }
  const auto row = row_of(behind, module);
  if (!row) return std::nullopt;
  return let_out(make(row->kind, row->which, behind, config, depth), atlas::home_of(row->which), behind);
}

}  // namespace weighbridge::revival
