#include "subject/same_model.h"

#include <algorithm>
#include <cstddef>
#include <string>

#include "keras/class_table.h"
#include "keras/v3_objects.h"

namespace weighbridge {
namespace {

bool is_plain_class(std::string_view name) { return name == "Sequential" || name == "Functional" || name == "Model"; }

bool lies_in_list(const Layer& layer) {
  return keras::is_layer_list(std::string_view(layer.path).substr(0, layer.path.find('/')));
}

// The list begins with a model, and nothing outside of it holds anything: a Sequential around a model that is built,
// which itself was not. From 3.5 on Keras builds it with the input of that model.
bool waits_for_input(const keras::Checkpoint& checkpoint) {
  if (checkpoint.layers.empty()) return false;
  const Layer& first = checkpoint.layers.front();
  return keras::need_of(first.class_name) == keras::Need::container &&
         std::ranges::all_of(checkpoint.layers, [&](const Layer& layer) {
           return layer.tensors.empty() || layer.path.starts_with(first.path + '/');
         });
}

// Where no config tells: Keras writes the layers of a Sequential or functional model into one list, those of a
// subclassed one under the names of its attributes (keras/src/saving/saving_lib.py, _walk_saveable). But Keras 3 keeps
// attributes that sort behind "layers" in the list of a subclassed one, and TensorFlow 2.12 to 2.15 and tf_keras all.
// The model's own default name, which Keras 3.6 and later write, settles it.
Rebuilt of_model(const keras::Checkpoint& checkpoint) {
  const std::string& config_class = checkpoint.config.class_name;
  if (!config_class.empty()) return is_plain_class(config_class) ? Rebuilt::yes : Rebuilt::no;
  // Legacy weights look alike for all kinds of model: those that hold nothing count nowhere.
  if (checkpoint.layout != keras::Layout::v3_weights) return Rebuilt::no;
  if (!std::ranges::all_of(checkpoint.layers, lies_in_list)) return Rebuilt::no;
  const std::string name = checkpoint.model_name.value_or("");
  const bool is_plain =
      checkpoint.has_name_attributes && (name.starts_with("sequential") || name.starts_with("functional"));
  return is_plain || waits_for_input(checkpoint) ? Rebuilt::yes : Rebuilt::untold;
}

// A functional model is built by its constructor.
bool surely_ran(const keras::Checkpoint& checkpoint) {
  const keras::Config& config = checkpoint.config;
  if (config.has_build_config) return *config.has_build_config;
  return checkpoint.model_name.value_or("").starts_with("functional");
}

std::string_view parent_name(std::string_view path) {
  const std::size_t end = path.rfind('/');
  if (end == std::string_view::npos) return {};
  path = path.substr(0, end);
  return path.substr(path.rfind('/') + 1);  // npos + 1 is 0
}

}  // namespace

SameModel::SameModel(const keras::Checkpoint& checkpoint)
    : checkpoint_(checkpoint), direct_(of_model(checkpoint)), surely_ran_(surely_ran(checkpoint)) {}

void SameModel::look_at_layers() const {
  if (has_looked_) return;
  has_looked_ = true;
  if (checkpoint_.layout != keras::Layout::v3_weights) return;
  for (const Layer& layer : checkpoint_.layers) {
    if (keras::need_of(layer.class_name) != keras::Need::container)
      may_hold_layers_.emplace(layer.path, keras::is_layer_list(parent_name(layer.path)));
  }
  for (const Layer& layer : checkpoint_.layers) {
    if (layer.tensors.empty()) continue;
    if (const std::string_view around = own_layer_around(layer); !around.empty()) ran_.insert(around);
    if (may_hold_layers_.contains(layer.path)) ran_.insert(layer.path);
  }
}

// The outermost. In a list the group bears the name of its class, so that a model of Keras' own is known; an attribute
// (self.encoder) that has a list inside may be one.
std::string_view SameModel::own_layer_around(const Layer& layer) const {
  look_at_layers();
  const std::string_view path = layer.path;
  for (std::size_t at = path.find('/'); at != std::string_view::npos; at = path.find('/', at + 1)) {
    const auto found = may_hold_layers_.find(path.substr(0, at));
    if (found == may_hold_layers_.end()) continue;
    const std::string_view inside = path.substr(at + 1);
    if (found->second || !keras::is_layer_list(inside.substr(0, inside.find('/')))) return found->first;
  }
  return {};
}

Rebuilt SameModel::builds(const Layer& layer) const {
  const std::string_view around = own_layer_around(layer);
  if (around.empty() || direct_ == Rebuilt::no) return direct_;
  // What was built when it was called is built again, and nothing else.
  return surely_ran_ || ran_.contains(around) ? Rebuilt::no : Rebuilt::untold;
}

}  // namespace weighbridge
