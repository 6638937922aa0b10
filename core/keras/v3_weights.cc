// The v3 layout: `<path>/vars/<n>`, paths made of attribute names and, inside containers, of class names
// (keras/src/saving/saving_lib.py, _save_state and _save_container_state of Keras 3.0-3.15 and tf.keras 2.12-2.15).
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <unordered_set>
#include <utility>

#include "keras/class_table.h"
#include "keras/layouts.h"
#include "keras/roles.h"
#include "keras/saves/shared_layers.h"
#include "keras/tensors.h"
#include "keras/unclaimed/lost_objects.h"
#include "keras/v3_objects.h"

namespace weighbridge::keras {
namespace {

// Where a group's name comes from: an attribute of the object that holds it (`self.encoder`), or the class of a layer
// in a container.
enum class NamedBy { attribute, class_name };

class V3Reader {
 public:
  V3Reader(const ModelConfig& config, std::uint64_t available_bytes, Checkpoint& checkpoint)
      : config_(config), available_bytes_(available_bytes), checkpoint_(checkpoint) {}

  void read_root(const PathNode& root) {
    lost_ = LostObjects(root, config_.model);
    if (const PathNode* vars = vars_of(root)) {
      checkpoint_.model_level = own_tensors(root, "", nullptr, available_bytes_);
      checkpoint_.model_name = name_attribute(*vars);
      note_name_attribute(*vars);
    }
    read_attributes(root, config_.facts.readable ? &config_.model : nullptr);
    if (!has_layer_list(root) && config_.model.has_layers) {
      const PathNode no_list{
          .name = "layers", .path = "layers", .node = root.node, .children = {}, .holds_vars = false};
      for (const PlacedLayer& placed : place_layers(no_list, &config_.model)) {
        read_lost_or_absent(placed, no_list);
      }
    }
    drop_unproven();
  }

 private:
  // Everything that hangs on one object, its own variables excepted.
  void read_attributes(const PathNode& group, const LayerConfig* model) {
    for (const PathNode* child : sorted(group)) {
      if (lost_.was_placed(*child)) continue;
      if (child->name == "vars" || is_seed_generator(*child) || child->is_dataset()) continue;
      if (is_optimizer(*child)) {
        read_v3_optimizer(*child, available_bytes_, checkpoint_.optimizer);
      } else if (is_metrics(*child)) {
        collect_tensors(*child, "", available_bytes_, checkpoint_.metrics);
      } else if (is_layer_list(child->name)) {
        read_container(*child, model);
      } else if (is_object(*child) || is_broken(*child) || child->holds_vars) {
        read_attribute(*child, model);
      }
    }
  }

  // A Sequential or functional model is whole without what somebody kept in its attributes.
  void read_attribute(const PathNode& group, const LayerConfig* model) {
    const bool is_plain =
        model != nullptr && !model->is_custom && model->has_layers && need_of(model->class_name) == Need::container;
    const bool outer = std::exchange(is_beside_graph_, is_beside_graph_ || is_plain);
    if (is_object(group) || is_broken(group))
      read_object(group, NamedBy::attribute, nullptr);
    else
      read_container(group, nullptr);  // a list or dict of layers: self.blocks = [...]
    is_beside_graph_ = outer;
  }

  // A layer that has no group in `list`.
  void read_lost_or_absent(const PlacedLayer& placed, const PathNode& list) {
    if (const PathNode* lost = lost_.place(placed.config->name, placed.path))
      read_object(*lost, NamedBy::class_name, placed.config);
    else
      add_absent(placed, list);
  }

  void read_container(const PathNode& group, const LayerConfig* model) {
    note_layer_list(group);
    for (const PlacedLayer& placed : place_layers(group, model)) {
      if (placed.group == nullptr) {
        read_lost_or_absent(placed, group);
        continue;
      }
      const PathNode& child = *placed.group;
      if (child.is_dataset()) continue;
      // Keras >= 3.15 writes a list in a list as `container`, `container_1`.
      const bool is_list = !is_object(child) && class_of_path_name(child.name).empty() && child.holds_vars;
      if (is_list) {
        read_container(child, nullptr);
      } else {
        read_object(child, NamedBy::class_name, placed.config);
      }
    }
  }

  // A layer of the config without a group. Where the list could not be read whole, the group is lost with the rest.
  void add_absent(const PlacedLayer& placed, const PathNode& list) {
    Layer layer;
    layer.path = placed.path;
    layer.name = placed.config->name;
    layer.class_name = placed.config->class_name;
    layer.class_known_from = "config";
    const bool hidden = list.node != nullptr && !list.node->problem.empty();
    layer.state = hidden ? LayerState::unreadable : LayerState::missing;
    checkpoint_.layers.push_back(std::move(layer));
  }

  // An absent layer may have been saved at another place: a layer that two models share stands where it was met first.
  // Only names (Keras >= 3.6) can prove that it is nowhere.
  void drop_unproven() {
    std::unordered_set<std::string> saved;
    for (const Layer& layer : checkpoint_.layers) {
      if (layer.state != LayerState::missing) saved.insert(layer.name);
    }
    std::erase_if(checkpoint_.layers, [&](const Layer& layer) {
      return layer.state == LayerState::missing && (!checkpoint_.has_name_attributes || saved.contains(layer.name));
    });
    drop_shared();
  }

  // The same of a layer in another one: Dense and TimeDistributed of it, a cell of two RNN.
  void drop_shared() {
    std::vector<Layer>& layers = checkpoint_.layers;
    const auto lacks = [](const Layer& layer) {
      return layer.state == LayerState::missing || layer.state == LayerState::empty;
    };
    if (std::ranges::none_of(layers, lacks)) return;
    const SharedLayers shared(config_.architecture());
    const auto is_shared = [&](const Layer& layer) { return shared.include(layer.class_name, layer.name); };
    const bool is_stored = std::ranges::any_of(layers, [&](const Layer& layer) {
      return layer.state == LayerState::filled && (is_shared(layer) || shared.are_inside(layer.name));
    });
    if (!is_stored) return;
    std::erase_if(layers, [&](const Layer& layer) { return layer.state == LayerState::missing && is_shared(layer); });
    for (Layer& layer : layers) {
      if (lacks(layer) && shared.are_inside(layer.name)) layer.state = LayerState::container;
    }
  }

  void read_object(const PathNode& group, NamedBy named_by, const LayerConfig* config) {
    Layer layer;
    layer.path = group.path;
    const PathNode* vars = vars_of(group);
    std::optional<std::string> name = vars == nullptr ? std::nullopt : name_attribute(*vars);
    if (vars != nullptr) note_name_attribute(*vars);
    if (!name && config != nullptr && !config->name.empty()) name = config->name;
    layer.name = name.value_or(group.name);
    if (config == nullptr && name) config = config_.find(*name);
    identify_class(group, named_by, config, name, layer);

    // A custom class may bear the name of one of Keras' own.
    const ClassFacts* facts = config != nullptr && config->is_custom ? nullptr : find_class(layer.class_name);
    const bool is_model = has_layer_list(group) || (facts != nullptr && facts->need == Need::container);
    // What is inside is a part of it, not a layer.
    const bool is_whole = !is_model && (facts != nullptr || holds_a_cell(group));
    if (is_whole) {
      collect_object(group, layer.class_name, config, available_bytes_, layer.tensors);
    } else {
      layer.tensors = own_tensors(group, layer.class_name, config, available_bytes_);
    }
    const bool is_container = is_model || (!is_whole && holds_objects(group));
    const Need need = is_beside_graph_ ? Need::never : need_of_object(group, layer.class_name, config);
    layer.state = layer_state(layer.tensors, is_container ? Need::container : need);
    if (is_broken(group) || (vars != nullptr && is_broken(*vars) && layer.tensors.empty()))
      layer.state = LayerState::unreadable;
    checkpoint_.layers.push_back(std::move(layer));
    if (!is_whole) read_attributes(group, config != nullptr && config->has_layers ? config : nullptr);
  }

  static void identify_class(const PathNode& group, NamedBy named_by, const LayerConfig* config,
                             const std::optional<std::string>& name, Layer& layer) {
    const auto set = [&](std::string_view class_name, std::string_view from) {
      if (layer.class_name.empty() && !class_name.empty()) {
        layer.class_name = class_name;
        layer.class_known_from = from;
      }
    };
    if (config != nullptr) set(config->class_name, "config");
    if (named_by == NamedBy::class_name) set(class_of_path_name(group.name), "path");
    if (named_by == NamedBy::attribute && name && !is_other_attention(group, class_of_default_name(*name)))
      set(class_of_default_name(*name), "name");
    set(class_by_parts(group), "path");
    // self.dense may be anything; it is believed where nothing speaks against it.
    if (const std::string_view guess = guess_of(group.name);
        named_by == NamedBy::attribute && fits_class(group, guess) && !is_other_attention(group, guess))
      set(guess, "path");
  }

  // Attention of Keras has a scale and a seed, and no layers in it (keras/src/layers/attention/attention.py, 3.15.1):
  // self.attention of a block, called "attention", nearly always has.
  static bool is_other_attention(const PathNode& group, std::string_view guess) {
    return (guess == "Attention" || guess == "AdditiveAttention") &&
           std::ranges::any_of(group.children,
                               [](const PathNode& child) { return is_object(child) && !is_seed_generator(child); });
  }

  // KerasHub's and many own layers keep theirs as self._feedforward_dropout.
  static std::string_view guess_of(std::string_view attribute) {
    return attribute.ends_with("_dropout") ? "Dropout" : class_of_path_name(attribute);
  }

  void note_name_attribute(const PathNode& vars) {
    if (name_attribute(vars)) checkpoint_.has_name_attributes = true;
  }

  void note_layer_list(const PathNode& group) {
    if (group.name != kCheckpointDependencies) return;
    checkpoint_.has_checkpoint_dependencies = true;
    std::map<std::string, std::set<std::uint64_t>, std::less<>> counters;
    for (const PathNode& child : group.children) {
      const CountedName counted = class_of_path_name(child.name) == class_of_path_name(split_counter(child.name).stem)
                                      ? split_counter(child.name)
                                      : CountedName{child.name, 0};
      counters[std::string(counted.stem)].insert(counted.counter);
    }
    for (const auto& [stem, seen] : counters) {
      if (!seen.empty() && *seen.rbegin() + 1 != seen.size()) checkpoint_.checkpoint_dependencies_gapped = true;
    }
  }

  const ModelConfig& config_;
  std::uint64_t available_bytes_;
  Checkpoint& checkpoint_;
  LostObjects lost_;
  bool is_beside_graph_ = false;  // what is being read is no part of the graph of a Sequential or functional model
};

}  // namespace

void read_v3_weights(const PathTree& tree, const ModelConfig& config, std::uint64_t available_bytes,
                     Checkpoint& checkpoint) {
  V3Reader(config, available_bytes, checkpoint).read_root(tree.root);
}

}  // namespace weighbridge::keras
