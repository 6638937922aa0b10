#include <algorithm>

#include "base/text.h"
#include "keras/class_table.h"
#include "messages/compare/compare.h"
#include "messages/compare/file_layers.h"

namespace weighbridge::messages {
namespace {

std::string rebuild() { return " Or build the model in code and call `load_weights`: the weights are not concerned."; }

// custom_objects take the place of a class of Keras' own in an .h5 file alone, and there of layers that stand in no
// other model (keras/src/saving/serialization_lib.py, _retrieve_class_or_fn; 3.3.3 to 3.15.1). Nothing else stands in
// the way of the convolutions of TensorFlow that are written with groups; a MultiHeadAttention without its shapes, say,
// is not built, and where Dense has a quantization_config, initializers have arguments that are new as well.
std::string by_subclass(const Asked& asked, const Report& report, const std::string& name) {
  const bool is_alone = asked.arguments.size() == 1 && asked.arguments.front() == "groups";
  if (!is_alone || report.layout != "keras-legacy-model") return "";
  return " Where it is in no model inside the model, `custom_objects={'" + name +
         "': ...}` with a subclass of `keras.layers." + name + "` whose `__init__` drops `groups` will do, too.";
}

// Arguments that this class does not take in the Keras that loads it.
std::string unknown_arguments(const Asked& asked, const Report& report, const std::vector<const Layer*>& layers) {
  const std::string name = text::to_valid_utf8(*asked.class_name);
  std::vector<std::string> arguments;
  for (const std::string& argument : asked.arguments) arguments.push_back(quoted(argument));
  return "The architecture gives " + quoted(name) +
         (layers.empty() ? "" : " (in this file " + shown_layers(layers) + ")") + " the argument" +
         (arguments.size() == 1 ? " " : "s ") + text::join_names(arguments, 4) +
         ", which the Keras that loads it does not know. Load it with the version that wrote the file." + rebuild() +
         by_subclass(asked, report, name);
}

}  // namespace

std::optional<Comparison> compare_class(const Asked& asked, const Report& report) {
  if (!asked.class_name || report.layers.empty()) return std::nullopt;
  const std::string& name = *asked.class_name;
  const auto layers = layers_where(report, [&](const Layer& layer) { return layer.class_name == name; });
  const bool of_keras = keras::find_class(name) != nullptr;
  if (!asked.arguments.empty())
    return of_keras ? std::optional(Comparison{unknown_arguments(asked, report, layers)}) : std::nullopt;
  if (of_keras || layers.empty()) return std::nullopt;
  const std::string shown = text::to_valid_utf8(name);
  return Comparison{quoted(name) + " is no class of Keras; in this file it is the class of " + shown_layers(layers) +
                    ". No version of Keras finds it by itself: run the code that defines it, and call "
                    "`load_model(path, custom_objects={'" +
                    shown + "': " + shown + "})`." + rebuild()};
}

}  // namespace weighbridge::messages
