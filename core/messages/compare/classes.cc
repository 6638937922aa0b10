#include <algorithm>

#include "base/text.h"
#include "keras/class_table.h"
#include "messages/compare/compare.h"
#include "messages/compare/file_layers.h"

namespace weighbridge::messages {
namespace {

std::string rebuild() { return " Or build the model in code and call `load_weights`: the weights are not concerned."; }

// Arguments that this class no longer takes: a subclass that drops them reads the file.
std::string drop_arguments(const Asked& asked, const std::vector<const Layer*>& layers) {
  const std::string name = text::to_valid_utf8(*asked.class_name);
  std::vector<std::string> arguments;
  for (const std::string& argument : asked.arguments) arguments.push_back(quoted(argument));
  const std::string them = text::join_names(arguments, 4);
  return "The architecture gives " + quoted(name) +
         (layers.empty() ? "" : " (in this file " + shown_layers(layers) + ")") + " the argument" +
         (arguments.size() == 1 ? " " : "s ") + them +
         ", which the Keras that loads it does not know. Load it with the version that wrote the file, or with "
         "`custom_objects={'" +
         name + "': ...}` and a subclass of `keras.layers." + name + "` whose `__init__` drops " + them + "." +
         rebuild();
}

}  // namespace

std::optional<Comparison> compare_class(const Asked& asked, const Report& report) {
  if (!asked.class_name || report.layers.empty()) return std::nullopt;
  const std::string& name = *asked.class_name;
  const auto layers = layers_where(report, [&](const Layer& layer) { return layer.class_name == name; });
  const bool of_keras = keras::find_class(name) != nullptr;
  if (!asked.arguments.empty())
    return of_keras ? std::optional(Comparison{drop_arguments(asked, layers)}) : std::nullopt;
  if (of_keras || layers.empty()) return std::nullopt;
  const std::string shown = text::to_valid_utf8(name);
  return Comparison{quoted(name) + " is no class of Keras; in this file it is the class of " + shown_layers(layers) +
                    ". No version of Keras finds it by itself: run the code that defines it, and call "
                    "`load_model(path, custom_objects={'" +
                    shown + "': " + shown + "})`." + rebuild()};
}

}  // namespace weighbridge::messages
