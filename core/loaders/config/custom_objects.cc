#include "loaders/config/custom_objects.h"

#include <algorithm>
#include <cstddef>

#include "atlas/application_layers.h"
#include "base/text.h"
#include "revival/operations.h"

namespace weighbridge::loaders {
namespace {

constexpr std::size_t kMostNames = 8;  // then "..."

// "Custom>Scale" is the key, Scale the class.
std::string bare(const std::string& key) { return key.substr(key.rfind('>') + 1); }

// What Python calls it: keras.ops.sin, or as the user does.
std::string value_for(const std::string& key, std::optional<atlas::Release> operations) {
  const std::string operation = operations ? revival::public_operation(key, *operations) : "";
  return operation.empty() ? bare(key) : operation;
}

// A layer of keras.applications that this Keras has.
const atlas::ApplicationLayer* application_layer(const std::string& key, const Source& source) {
  const atlas::ApplicationLayer* layer = atlas::application_layer(key);
  const bool is_later =
      layer != nullptr && source.tensorflow_minor.value_or(layer->tensorflow_since) < layer->tensorflow_since;
  return is_later ? nullptr : layer;
}

std::vector<std::string> users_own(const std::vector<std::string>& keys, const Source& source) {
  std::vector<std::string> names;
  for (const std::string& key : keys) {
    const bool is_operation = source.operations && !revival::public_operation(key, *source.operations).empty();
    if (!is_operation && application_layer(key, source) == nullptr) names.push_back(bare(key));
  }
  return names;
}

// Where those of keras.applications are to be had. A class of the user's own may be called like one of them; the file
// does not tell them apart.
std::string of_applications(const std::vector<std::string>& keys, const Source& source) {
  std::string said;
  for (const std::string& key : keys) {
    const atlas::ApplicationLayer* layer = application_layer(key, source);
    if (layer == nullptr) continue;
    const std::string name(layer->class_name);
    said += (said.empty() ? "" : " ") + name +
            " is a class of keras.applications that load_model does not find here: from " +
            std::string(source.package) + '.' + std::string(layer->module) + " import " + name +
            " (or your own class of that name).";
  }
  return said;
}

}  // namespace

bool can_be_handed_over(std::string_view name) { return !name.empty() && !name.starts_with('<'); }

std::string dict_of(const std::vector<std::string>& keys, std::optional<atlas::Release> operations) {
  std::string dict;
  for (std::size_t i = 0; i < std::min(keys.size(), kMostNames); ++i)
    dict += (dict.empty() ? "'" : ", '") + keys[i] + "': " + value_for(keys[i], operations);
  if (keys.size() > kMostNames) dict += ", ...";
  return "{" + dict + "}";
}

std::string call_with(const std::vector<std::string>& keys, std::string_view more,
                      std::optional<atlas::Release> operations) {
  const std::string handed = keys.empty() ? "" : ", custom_objects=" + dict_of(keys, operations);
  return "load_model(path" + handed + std::string(more) + ")";
}

// A function of the user's own may be called like one of Keras' (sin): the file does not tell them apart.
std::string custom_objects(const std::vector<std::string>& keys, const Source& source, std::string_view more) {
  const std::vector<std::string> own = users_own(keys, source);
  const std::string call = call_with(keys, more, source.operations);
  const std::string imports = of_applications(keys, source);
  if (!imports.empty()) {
    const std::string code = own.empty() ? "" : ", with the code of " + text::join_names(own, 3);
    return imports + " Then " + call + code + ".";
  }
  if (own.empty()) {
    return text::join_names(keys, 3) + (keys.size() == 1 ? " is a name" : " are names") +
           " of keras.ops, where Keras does not look here: " + call + ", or with your own function of that name.";
  }
  const std::string names = text::join_names(own, 3);
  return names + (own.size() == 1 ? " is not one of Keras' own: " : " are not Keras' own: ") + call +
         ", with the code of " + names + ".";
}

}  // namespace weighbridge::loaders
