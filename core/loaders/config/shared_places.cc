#include "loaders/config/shared_places.h"

#include <algorithm>
#include <string>
#include <vector>

#include "keras/checkpoint.h"
#include "loaders/causes.h"
#include "loaders/messages.h"
#include "loaders/objects/not_loaded.h"
#include "loaders/objects/object.h"

namespace weighbridge::loaders {
namespace {

using keras::SharedLayers;

constexpr std::string_view kUsedInside =
    "The file is in order, but a layer or model of it is used in another model inside of it as well, and this Keras "
    "connects it to that one.";
constexpr std::string_view kMiswired =
    "load_model returns, but calling the model raises KeyError: a layer or model of it is used in another model inside "
    "of it "
    "as well, and is connected to that one. Build the model in code, then call model.load_weights on this file.";

// One output alone has no number.
std::string path_of_output(const Contents& file) {
  bool is_first = true, is_alone = false;
  file.architecture["config"]["output_layers"].each_element([&](json::Value part) {
    if (is_first) is_alone = part.is_string();
    is_first = false;
  });
  return is_alone ? "" : "0";
}

bool is_stored(const Layer& layer, const SharedLayers::Name& name, const SharedLayers& shared) {
  if (layer.state != LayerState::filled) return false;
  return (layer.name == name.name && layer.class_name == name.class_name) || shared.are_inside(layer.name);
}

// Its objects, as the place that has the variables shows them.
void add_twin(const SharedLayers::Name& name, const Contents& file, const Generation& loader, Failed& failed) {
  const std::vector<Layer>& layers = file.subject.checkpoint->layers;
  const auto stored =
      std::ranges::find_if(layers, [&](const Layer& layer) { return is_stored(layer, name, file.shared()); });
  if (stored == layers.end()) return;
  if (stored->name == name.name) {
    failed.add(Holder{.layer = &*stored, .needs_them = true}, file, loader);
    return;
  }
  std::vector<std::string> variables;
  for (const Tensor& tensor : stored->tensors) variables.push_back(tensor.role);
  failed.add(Object{.class_name = name.class_name, .name = name.name, .variables = std::move(variables)});
}

}  // namespace

std::optional<Answer> connect_shared(const Generation& loader, const Contents& file) {
  if (!loader.keras_since(3, 14)) return std::nullopt;
  switch (file.shared().wiring()) {
    case keras::Wiring::own:
      return std::nullopt;
    case keras::Wiring::elsewhere:
      return raises_but_offers_weights(say(messages::kNotConnected, {path_of_output(file)}), causes::none(),
                                       kUsedInside);
    case keras::Wiring::nowhere:
      return raises_but_offers_weights(std::string(messages::kDisconnected), causes::none(), kUsedInside);
  }
  return std::nullopt;
}

std::optional<Answer> fill_shared(const Generation& loader, const Contents& file) {
  Failed failed;
  const auto add = [&](const std::vector<SharedLayers::Name>& layers) {
    for (const SharedLayers::Name& name : layers) {
      const keras::Need need = keras::need_of(name.class_name);
      if (need != keras::Need::never && need != keras::Need::container) add_twin(name, file, loader, failed);
    }
  };
  add(file.shared().made_twice());
  if (loader.is_tensorflow()) add(file.shared().found_again());
  if (failed.count == 0) return std::nullopt;
  return raises_but_offers_weights(not_loaded(loader, failed), causes::none(),
                                   "The file is in order: one layer stands at two places of the model, and load_model "
                                   "makes two of it.");
}

std::string_view miswired(const Generation& loader, const Contents& file) {
  const bool is_other = loader.is_keras_3() && file.is_zip && file.shared().wiring() == keras::Wiring::elsewhere;
  return is_other ? kMiswired : std::string_view();
}

}  // namespace weighbridge::loaders
