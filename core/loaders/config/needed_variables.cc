// The lists are the atlas' (core/atlas/data/layers.jsonl, `variables`): what real layers made, with the defaults and
// with each flag turned. Which layers they decide for is known from keras/src/layers, build() of each class (3.15.1).
#include "loaders/config/needed_variables.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "keras/class_table.h"

namespace weighbridge::loaders {
namespace {

using json::Value;

enum class Extents {
  from_config,       // units, filters, kernel_size
  of_query_and_key,  // value_dim and output_shape may be others than key_dim
  unknown,           // of the axes that it normalizes
};
struct Decided {
  std::string_view class_name;
  Extents extents;
  bool whole_input;  // the kernel reaches over all of the input's last axis
};
// What these make rests on flags alone; their sizes, on arguments of their own.
constexpr std::array kDecided = {
    Decided{"BatchNormalization", Extents::unknown, false},
    Decided{"Conv1D", Extents::from_config, true},
    Decided{"Conv1DTranspose", Extents::from_config, true},
    Decided{"Conv2D", Extents::from_config, true},
    Decided{"Conv2DTranspose", Extents::from_config, true},
    Decided{"Conv3D", Extents::from_config, true},
    Decided{"Conv3DTranspose", Extents::from_config, true},
    Decided{"Dense", Extents::from_config, true},
    Decided{"DepthwiseConv1D", Extents::from_config, false},
    Decided{"DepthwiseConv2D", Extents::from_config, false},
    Decided{"Embedding", Extents::from_config, false},
    Decided{"GRU", Extents::from_config, true},
    Decided{"GroupNormalization", Extents::unknown, false},
    Decided{"LSTM", Extents::from_config, true},
    Decided{"LayerNormalization", Extents::unknown, false},
    Decided{"MultiHeadAttention", Extents::of_query_and_key, false},
    Decided{"SeparableConv1D", Extents::from_config, false},
    Decided{"SeparableConv2D", Extents::from_config, false},
    Decided{"SimpleRNN", Extents::from_config, true},
    Decided{"SyncBatchNormalization", Extents::unknown, false},
};

// Written by all versions that have them, so that a config without is of another age, with another default.
constexpr std::array<std::string_view, 4> kAlwaysWritten = {"use_bias", "center", "scale", "reset_after"};

// The list for the flags of this config, one with several flags turned being what all of them leave.
std::optional<std::vector<atlas::Variable>> listed(atlas::Class which, Value config, atlas::Release release) {
  auto list = atlas::variables(which, "", release);
  if (!list) return std::nullopt;
  const std::size_t usually = list->size();
  for (const std::string_view flag : atlas::flags(which)) {
    const std::size_t equals = flag.find('=');
    const std::string_view key = flag.substr(0, equals);
    const auto turned = atlas::variables(which, flag, release);
    if (!turned) continue;  // it changes nothing here
    const auto value = config[key].boolean();
    if (!value && std::ranges::contains(kAlwaysWritten, key)) return std::nullopt;
    if (value != (flag.substr(equals + 1) == "true")) continue;
    if (turned->size() > usually) return std::nullopt;
    std::erase_if(*list, [&](const atlas::Variable& one) {
      return std::ranges::find(*turned, one.name, &atlas::Variable::name) == turned->end();
    });
    for (atlas::Variable& one : *list) one = *std::ranges::find(*turned, one.name, &atlas::Variable::name);
  }
  return list;
}

// build_config.input_shape of one input, channels last.
std::optional<std::uint64_t> last_of_input(Value layer) {
  if (layer["config"]["data_format"].string() == "channels_first") return std::nullopt;
  if (layer["config"]["groups"].integer().value_or(1) != 1) return std::nullopt;
  const Value shape = layer["build_config"]["input_shape"];
  std::optional<std::int64_t> last;
  bool is_flat = shape.is_array();
  shape.each_element([&](Value extent) {
    last = extent.integer();
    is_flat = is_flat && (extent.is_null() || last);
  });
  if (!is_flat || !last || *last < 0) return std::nullopt;
  return static_cast<std::uint64_t>(*last);
}

// A key of the config: a number, or the element of a list that stands at this place among its like.
std::optional<std::uint64_t> value_of(Value config, std::string_view key, std::size_t place) {
  const Value value = config[key];
  std::optional<std::int64_t> found = value.integer();
  std::size_t at = 0;
  value.each_element([&](Value element) {
    if (at++ == place) found = element.integer();
  });
  if (!found || *found < 0) return std::nullopt;
  return static_cast<std::uint64_t>(*found);
}

// "in, 4*units". What is a number here may have come from the atlas' sample.
std::vector<std::optional<std::uint64_t>> extents_of(const atlas::Variable& variable, Value layer,
                                                     const Decided& rule) {
  const bool other_part = variable.name.starts_with("value/") || variable.name.starts_with("attention_output/");
  const bool unknown = rule.extents == Extents::unknown || (rule.extents == Extents::of_query_and_key && other_part);
  const bool is_depthwise = variable.name.ends_with("depthwise_kernel") || rule.class_name.starts_with("Depthwise");
  std::string_view shape = variable.shape;
  std::vector<std::optional<std::uint64_t>> extents;
  std::vector<std::string_view> seen;
  while (!shape.empty()) {
    std::string_view one = shape.substr(0, shape.find(", "));
    shape.remove_prefix(std::min(one.size() + 2, shape.size()));
    std::uint64_t factor = 1;
    if (one.size() > 2 && one[1] == '*') {
      factor = static_cast<std::uint64_t>(one[0] - '0');
      one.remove_prefix(2);
    }
    std::optional<std::uint64_t> extent;
    const bool is_number = one.empty() || (one.front() >= '0' && one.front() <= '9');
    if (is_number && shape.empty() && is_depthwise) {
      extent = value_of(layer["config"], "depth_multiplier", 0);
    } else if (unknown || is_number || one == "implementation") {
      extent = std::nullopt;
    } else if (one == "in") {
      if (rule.whole_input) extent = last_of_input(layer);
    } else {
      extent = value_of(layer["config"], one, static_cast<std::size_t>(std::ranges::count(seen, one)));
    }
    seen.push_back(one);
    if (extent) *extent *= factor;
    extents.push_back(extent);
  }
  return extents;
}

// Quantized kernels and adapters are stored with more, and otherwise.
bool is_changed(Value config) {
  const Value policy = config["dtype"];
  const std::string name = policy.string().value_or(policy["config"]["name"].string().value_or(""));
  return name.contains("_from_") || policy["config"]["mode"].is_string() || config["lora_rank"].integer() ||
         config["quantization_config"].is_object();
}

using Needed = std::optional<NeededVariables>;

// Dropout: never any. What Discretization makes rests on what it learnt.
bool has_none(atlas::Class which, std::string_view class_name, atlas::Release release) {
  if (keras::need_of(class_name) != keras::Need::never) return false;
  const auto list = atlas::variables(which, "", release);
  return list && list->empty() && atlas::flags(which).empty();
}

// A layer as activation, Dense(4, activation=PReLU()), is one of the layer's own and adds its variables, once it has
// been called: Keras 3 does not call it to build the layer.
bool has_layer_as_activation(Value config) {
  bool found = false;
  config.each_member([&](std::string_view key, Value value) {
    if (!key.ends_with("activation") || !value.is_object()) return;
    const std::string class_name = value["class_name"].string().value_or("function");
    found = found || (class_name != "function" && keras::need_of(class_name) != keras::Need::never);
  });
  return found;
}

Needed of_one(Value layer, atlas::Release release) {
  const std::string class_name = layer["class_name"].string().value_or("");
  const auto* rule = std::ranges::find(kDecided, class_name, &Decided::class_name);
  const Value config = layer["config"];
  const auto which = atlas::find_class(atlas::Kind::layer, class_name);
  if (!which || layer["registered_name"].is_string() || is_changed(config) || has_layer_as_activation(config))
    return std::nullopt;
  if (rule == kDecided.end()) return has_none(*which, class_name, release) ? Needed(NeededVariables{}) : std::nullopt;
  // Their variables have as many axes as they normalize.
  if (rule->extents == Extents::unknown && config["axis"].size() > 1) return std::nullopt;
  // Attention that gives more than one axis has as many in its last kernel.
  if (config["output_shape"].size() > 1) return std::nullopt;
  const auto list = listed(*which, config, release);
  if (!list) return std::nullopt;
  NeededVariables needed{.list = {}, .in_order = rule->extents != Extents::of_query_and_key};
  for (const atlas::Variable& one : *list)
    needed.list.push_back({one.name.substr(one.name.rfind('/') + 1), extents_of(one, layer, *rule)});
  return needed;
}

// keras/src/layers/rnn/bidirectional.py: without a backward_layer of its own, the same layer the other way round.
Needed of_both(Value config, atlas::Release release) {
  const Value backward = config["backward_layer"];
  Needed both = of_one(config["layer"], release);
  const Needed second = of_one(backward.is_object() ? backward : config["layer"], release);
  if (!both || !second) return std::nullopt;
  both->list.insert(both->list.end(), second->list.begin(), second->list.end());
  both->in_order = false;
  return both;
}

Needed needed_at(Value layer, atlas::Release release, int depth);

// A model inside of a model, where a file keeps it as one.
Needed of_all(Value layers, atlas::Release release, int depth) {
  Needed all = NeededVariables{.list = {}, .in_order = false};
  layers.each_element([&](Value layer) {
    if (layer["class_name"].string() == "InputLayer") return;
    const Needed one = all ? needed_at(layer, release, depth + 1) : std::nullopt;
    if (one)
      all->list.insert(all->list.end(), one->list.begin(), one->list.end());
    else
      all.reset();
  });
  return all;
}

Needed needed_at(Value layer, atlas::Release release, int depth) {
  constexpr int kDeepestPart = 64;
  const auto class_name = layer["class_name"].string();
  const Value inner = layer["config"]["layers"];
  if (inner.is_array()) return depth < kDeepestPart ? of_all(inner, release, depth) : std::nullopt;
  if (class_name == "Bidirectional") return of_both(layer["config"], release);
  if (class_name == "TimeDistributed") return of_one(layer["config"]["layer"], release);
  return of_one(layer, release);
}

}  // namespace

std::optional<NeededVariables> needed_variables(Value layer, atlas::Release release) {
  return needed_at(layer, release, 0);
}

}  // namespace weighbridge::loaders
