// Keras 3 keeps them under the name of the attribute and lists them nowhere (keras/src/models/functional.py, layers);
// TensorFlow 2.1 to 2.15 lists them behind the layers of the graph, in the config too, and load_model makes them
// without ever building them (keras/engine/functional.py, connect_ancillary_layers of 2.6). Run with Keras 3.15.1 and
// TensorFlow 2.6 and 2.15.
#include "loaders/config/in_attributes.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "base/text.h"
#include "keras/class_table.h"
#include "keras/v3_objects.h"
#include "loaders/causes.h"
#include "loaders/messages.h"
#include "loaders/objects/not_loaded.h"

namespace weighbridge::loaders {
namespace {

std::string_view top_of(const Layer& layer) { return std::string_view(layer.path).substr(0, layer.path.find('/')); }

// Under the name of its attribute.
bool is_apart(const Layer& layer, const Contents& file) {
  return file.is(keras::Layout::v3_weights) && !keras::is_layer_list(top_of(layer));
}

// A metric has numbers alone.
bool has_weights(const Layer& layer) {
  return std::ranges::any_of(layer.tensors, [](const Tensor& tensor) { return !tensor.shape.empty(); });
}

// A model that knows its input is built by its constructor, in TensorFlow's load_model too.
bool is_of_model(const Layer& layer, const Contents& file) {
  return file.is_legacy() ? keras::need_of(layer.class_name) == keras::Need::container
                          : std::ranges::count(layer.path, '/') > 1;
}

std::size_t count_unbuilt(const Contents& file) {
  return static_cast<std::size_t>(
      std::ranges::count_if(file.in_attributes, [&](const Layer* layer) { return !is_of_model(*layer, file); }));
}

// By path, those of models with all that is in them.
bool is_one_of(const std::set<std::string_view>& paths, std::string_view path) {
  for (std::size_t end = path.find('/'); end != std::string_view::npos; end = path.find('/', end + 1)) {
    if (paths.contains(path.substr(0, end))) return true;
  }
  return paths.contains(path);
}

}  // namespace

std::vector<const Layer*> find_in_attributes(const Contents& file) {
  std::vector<const Layer*> found;
  // A class of the user's own may make them in its constructor.
  if (!file.model.present || file.model.is_subclassed() || file.subject.config == nullptr) return found;
  std::set<std::string_view> beside;
  for (const keras::LayerConfig& layer : file.subject.config->model.layers) {
    if (layer.is_beside_graph) beside.insert(layer.name);
  }
  std::set<std::string_view> paths;
  for (const Layer& layer : file.subject.checkpoint->layers) {
    if (!beside.empty() && beside.contains(layer.name)) paths.insert(layer.path);
    if (has_weights(layer) && (is_apart(layer, file) || (!paths.empty() && is_one_of(paths, layer.path))))
      found.push_back(&layer);
  }
  return found;
}

std::size_t surplus_of_list(const Generation& loader, const Contents& file, bool whole_model) {
  const bool lists_them = loader.is_tensorflow() && loader.tensorflow_since(2, 1);
  if (!lists_them) return file.in_attributes.size();
  return whole_model ? count_unbuilt(file) : 0;
}

std::string remedy_for_attributes(const Contents& file) {
  std::vector<std::string> names;
  for (const Layer* layer : file.in_attributes) names.push_back(text::to_valid_utf8(layer->name));
  return text::join_names(names, 3) + (names.size() == 1 ? " was" : " were") +
         " kept in an attribute of the model, which is no part of its graph: load_model does not make it again. Build "
         "the same model in code, with the attribute, and call model.load_weights in the Keras that wrote the file.";
}

std::optional<Answer> load_model_without_attributes(const Generation& loader, const Contents& file) {
  bool any_apart = false;
  for (const Layer* layer : file.in_attributes) {
    any_apart |= is_apart(*layer, file);
    if (loader.is_keras_3() || is_apart(*layer, file) || is_of_model(*layer, file)) continue;
    const std::string count = std::to_string(layer->tensors.size());
    return raises("ValueError: " + say(messages::kLayerVariables, {layer->name, "0", count, "[]"}), causes::none(),
                  remedy_for_attributes(file));
  }
  if (!any_apart && !loader.is_keras_3()) return std::nullopt;
  if (file.in_attributes.empty()) return std::nullopt;
  return silent(causes::none(), remedy_for_attributes(file));
}

std::optional<Answer> look_for_attributes(const Generation& loader, const Contents& file) {
  if (!loader.is_keras_3()) return std::nullopt;
  Failed failed;
  for (const Layer* layer : file.in_attributes) {
    if (!is_apart(*layer, file)) failed.add(Holder{layer, true}, file, loader);
  }
  if (failed.count == 0) return std::nullopt;
  return raises(not_loaded(loader, failed), causes::none(), remedy_for_attributes(file));
}

}  // namespace weighbridge::loaders
