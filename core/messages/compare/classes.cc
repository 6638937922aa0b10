#include <algorithm>

#include "atlas/application_layers.h"
#include "atlas/atlas.h"
#include "atlas/writers.h"
#include "base/text.h"
#include "keras/class_table.h"
#include "keras/releases/loader_rows.h"
#include "keras/versions.h"
#include "messages/compare/compare.h"
#include "messages/compare/file_layers.h"

namespace weighbridge::messages {
namespace {

constexpr std::size_t kMostClasses = 3;  // that share an argument, to be named
constexpr std::size_t kMostArguments = 4;

// What to do where the architecture is the trouble. A class of one's own under Keras' name is no way: a .keras archive
// names the module of each class, and Keras looks there first (keras/src/saving/serialization_lib.py,
// _retrieve_class_or_fn, 3.3.3 to 3.15.1).
std::string rebuild(const Report& report) {
  const std::string where = keras::where_it_loads(report.loaders, keras::kLoadModel);
  return " Build the model in code and call `load_weights`: the weights are not concerned." +
         (where.empty() ? " Or load it with the version that wrote the file." : where);
}

std::string list_of(const std::vector<std::string>& arguments) {
  std::vector<std::string> names;
  for (const std::string& argument : arguments) names.push_back(quoted(argument));
  return (names.size() == 1 ? "argument " : "arguments ") + text::join_names(names, kMostArguments);
}

// Arguments that this class does not take everywhere.
std::string of_class(const Asked& asked, const std::vector<const Layer*>& layers, const Report& report) {
  return "The architecture gives " + quoted(*asked.class_name) +
         (layers.empty() ? "" : " (in this file " + shown_layers(layers) + ")") + " the " + list_of(asked.arguments) +
         ", which the Keras that loads it does not know." + rebuild(report);
}

// Some releases of Keras take it for this class, and others do not.
bool is_newer_argument(const std::string& class_name, std::string_view argument) {
  const auto found = atlas::find_class(atlas::Kind::layer, class_name);
  if (!found) return false;
  bool taken = false, refused = false;
  for (const auto family :
       {atlas::Family::keras, atlas::Family::tf_dot_keras, atlas::Family::tf_keras, atlas::Family::keras_3}) {
    for (const atlas::Release release : atlas::releases_of(family)) {
      // A class that bears every key says nothing about this one.
      if (!atlas::exists(*found, release) || atlas::takes_any(*found, release)) continue;
      const atlas::Takes takes = atlas::takes(*found, argument, release);
      taken |= takes == atlas::Takes::yes;
      refused |= takes == atlas::Takes::no;
    }
  }
  return taken && refused;
}

// The text names an argument and no class: the layers of this file whose class has it in some versions only.
std::optional<Comparison> of_any_class(const Asked& asked, const Report& report) {
  const std::string& argument = asked.arguments.front();
  std::vector<std::string> classes;
  for (const Layer& layer : report.layers) {
    const std::string name(layer.class_name);
    if (!std::ranges::contains(classes, name) && is_newer_argument(name, argument)) classes.push_back(name);
  }
  if (classes.empty() || classes.size() > kMostClasses) return std::nullopt;
  const auto layers =
      layers_where(report, [&](const Layer& layer) { return std::ranges::contains(classes, layer.class_name); });
  return Comparison{"Some versions of Keras write " + quoted(argument) + " for " +
                    text::join_names(classes, kMostClasses) + ", and others do not know it; in this file " +
                    shown_layers(layers) + (layers.size() == 1 ? " is" : " are") + " of such a class." +
                    rebuild(report)};
}

// A class of Keras that the loading Keras does not find: no code of the user's can help.
Comparison of_keras(const std::string& name, const std::vector<const Layer*>& layers, const Report& report) {
  return {quoted(name) + " is a class of Keras" + (layers.empty() ? "" : ", in this file of " + shown_layers(layers)) +
          ". The Keras that loads the file does not find it where the file says." + rebuild(report)};
}

std::string call_with(const Asked& asked) {
  const std::string shown = text::to_valid_utf8(*asked.class_name);
  const std::string key = asked.registered ? text::to_valid_utf8(*asked.registered) : shown;
  return "`load_model(path, custom_objects={'" + key + "': " + shown +
         "})`. Or build the model in code and call `load_weights`: the weights are not concerned.";
}

std::string hand_over(const Asked& asked) {
  return ". No version of Keras finds it by itself: run the code that defines it, and call " + call_with(asked);
}

// Which Keras names such modules in a .keras archive; "" where the module is none of Keras'. tf_keras writes "tf_" in
// front of what it looks for (tf_keras/src/saving/serialization_lib.py, 2.15 to 2.21).
std::string_view writer_by_module(std::string_view module) {
  const bool is_beside = module.starts_with("tf_");
  if (is_beside) module.remove_prefix(3);
  if (module.starts_with("keras.src.engine.")) return is_beside ? "tf_keras" : "tf.keras of TensorFlow 2.13 to 2.15";
  if (module.starts_with("keras.engine.")) return "tf.keras of TensorFlow 2.12";
  return module.starts_with("keras.src.models.") || module.starts_with("keras.src.ops.") ? "Keras 3" : "";
}

// A metric that the model keeps as an attribute: TensorFlow 2.3 lists it among the layers, with its two numbers.
bool is_metric(std::string_view name) {
  return atlas::find_class(atlas::Kind::metric, name) && !atlas::find_class(atlas::Kind::layer, name) &&
         keras::find_class(name) == nullptr;
}

std::string of_metric(const std::string& name, const std::vector<const Layer*>& layers) {
  return quoted(name) + " is a metric of Keras and no layer" +
         (layers.empty() ? "" : ", in this file " + shown_layers(layers)) +
         ". Some versions of TensorFlow list a metric that a model keeps (`self.loss_tracker`) among its layers, and "
         "then "
         "look for a layer of that class in vain, those that wrote the file, too. Build the model in code and call "
         "`load_weights(path, by_name=True)`, which leaves the metric out. If it is a layer class of your own by that "
         "name, hand it over: `load_model(path, custom_objects={'" +
         name + "': " + name + "})`.";
}

// The architecture of the file has no layer of this class; but what is inside of layers is not listed.
bool is_elsewhere(std::string_view name, const Report& report) {
  return std::ranges::all_of(report.layers, [&](const Layer& layer) {
    const keras::ClassFacts* facts = keras::find_class(layer.class_name);
    return layer.class_known_from == "config" && layer.class_name != name && facts != nullptr && !facts->composite &&
           facts->need != keras::Need::container;
  });
}

// A class that is called like one of another Keras.
bool is_namesake(std::string_view name, const VersionRange& writer) {
  const auto bounds = keras::bounds_of(writer);
  if (!bounds) return false;
  const auto& [from, to] = *bounds;
  const auto writers = atlas::releases_between(writer.package, {from.major_number, from.minor_number},
                                               {to.major_number, to.minor_number});
  return writers && atlas::is_known(atlas::Kind::layer, name) && !atlas::had(atlas::Kind::layer, name, *writers);
}

bool has_only_keras_3(std::string_view name) {
  return atlas::is_known(atlas::Kind::layer, name) &&
         !atlas::finds(atlas::Kind::layer, name, atlas::releases_of(atlas::Family::tf_dot_keras).back());
}

// Those who have a class of their own by that name hand that over in the same way.
Comparison of_applications(const Asked& asked, const atlas::ApplicationLayer& layer,
                           const std::vector<const Layer*>& layers) {
  const std::string name(layer.class_name);
  return {quoted(name) + " is a class of `keras." + std::string(layer.module) + "`, or one of your own by that name" +
          (layers.empty() ? "" : "; in this file it is the class of " + shown_layers(layers)) +
          ". `load_model` does not look for it there: import it (Keras 3: `from keras.src." +
          std::string(layer.module) + " import " + name + "`) and call `load_model(path, custom_objects={'" +
          (asked.registered ? text::to_valid_utf8(*asked.registered) : name) + "': " + name +
          "})`. Or build the model in code and call `load_weights`: the weights "
          "are not concerned."};
}

}  // namespace

// Of whatever kind: a class of a user may be called like none of them.
bool is_of_keras(std::string_view name) {
  constexpr atlas::Kind kKinds[] = {atlas::Kind::activation,  atlas::Kind::constraint,  atlas::Kind::dtype_policy,
                                    atlas::Kind::initializer, atlas::Kind::layer,       atlas::Kind::loss,
                                    atlas::Kind::metric,      atlas::Kind::operation,   atlas::Kind::optimizer,
                                    atlas::Kind::quantizer,   atlas::Kind::regularizer, atlas::Kind::schedule};
  if (keras::find_class(name) != nullptr) return true;
  return std::ranges::any_of(kKinds, [&](atlas::Kind kind) {
    return atlas::is_known(kind, name) || atlas::find_class(kind, name).has_value();
  });
}

std::optional<std::string> without_file(const Asked& asked) {
  if (asked.container) {
    const auto known = compare_container(asked, nullptr);
    return known ? std::optional(known->said) : std::nullopt;
  }
  if (const auto own = compare_own_init(asked, nullptr)) return own->said;
  if (!asked.is_lookup || !asked.class_name || asked.class_name->starts_with("CuDNN")) return std::nullopt;
  if (is_metric(*asked.class_name)) return of_metric(*asked.class_name, {});
  if (const auto* layer = atlas::application_layer(*asked.class_name)) return of_applications(asked, *layer, {}).said;
  if (!is_of_keras(*asked.class_name)) return quoted(*asked.class_name) + " is no class of Keras" + hand_over(asked);
  const std::string_view writer = writer_by_module(asked.module.value_or(""));
  const std::string shown = text::to_valid_utf8(*asked.class_name);
  return quoted(shown) + " is a class of Keras: " + (writer.empty() ? "another Keras" : std::string(writer)) +
         " wrote the file, and had it elsewhere. Load the file with that one; or "
         "build the model in code and call `load_weights` on the same file." +
         (has_only_keras_3(shown) ? " Only Keras 3 has it. If it is your own class of that name, hand it over: "
                                    "`load_model(path, custom_objects={'" +
                                        shown + "': " + shown + "})`."
                                  : "");
}

std::optional<Comparison> compare_class(const Asked& asked, const Report& report) {
  if (report.layers.empty()) return std::nullopt;
  if (auto own = compare_own_init(asked, &report)) return own;
  if (!asked.class_name) return asked.arguments.empty() ? std::nullopt : of_any_class(asked, report);
  const std::string& name = *asked.class_name;
  const auto layers = layers_where(report, [&](const Layer& layer) { return layer.class_name == name; });
  if (!asked.arguments.empty())
    return keras::find_class(name) != nullptr ? std::optional(Comparison{of_class(asked, layers, report)})
                                              : std::nullopt;
  if (const auto* layer = atlas::application_layer(name)) return of_applications(asked, *layer, layers);
  if (!asked.is_lookup) return std::nullopt;
  if (is_metric(name)) return Comparison{of_metric(name, layers)};
  if (!layers.empty() && is_namesake(name, report.writer.version))
    return Comparison{quoted(name) + " is the class of " + shown_layers(layers) +
                      " in this file. It is your own: the Keras that wrote the file has none of that name. Run the "
                      "code that defines it, and call " +
                      call_with(asked)};
  if (is_of_keras(name)) return of_keras(name, layers, report);
  return Comparison{(is_elsewhere(name, report) ? "No layer in the table of this file is of this class, so the message "
                                                  "may be about another file. "
                                                : "") +
                    quoted(name) + " is no class of Keras" +
                    (layers.empty() ? "" : "; in this file it is the class of " + shown_layers(layers)) +
                    hand_over(asked)};
}

}  // namespace weighbridge::messages
