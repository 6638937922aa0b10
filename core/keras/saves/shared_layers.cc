#include "keras/saves/shared_layers.h"

#include <algorithm>
#include <optional>

#include "weighbridge/limits.h"

namespace weighbridge::keras {
namespace {

using json::Value;

constexpr int kDeepestPlace = 64;  // as of models in models

std::string text_in(Value value) { return value.string().value_or(""); }

// Policies have a name as well, and are shared by nearly all layers.
bool is_layer(std::string_view key, Value value) {
  return key != "dtype" && value["class_name"].is_string() && value["config"]["name"].is_string();
}

bool is_functional(const SharedLayers::Name& layer) {
  return layer.class_name == "Functional" || layer.class_name == "Model";
}

// Visits every ["dense", 0, 0] of a call: Keras 3 has them as keras_history, Keras 2 as lists of them.
void each_reference(Value value, const std::function<void(Value)>& visit, int depth = 0) {
  if (depth > kDeepestPlace) return;
  bool is_first = true, is_reference = false;
  if (value.is_array() && value.size() >= 3)
    value.each_element([&](Value element) {
      if (is_first) is_reference = element.is_string();
      is_first = false;
    });
  if (is_reference) {
    visit(value);
    return;
  }
  value.each_element([&](Value element) { each_reference(element, visit, depth + 1); });
  value.each_member([&](std::string_view, Value member) { each_reference(member, visit, depth + 1); });
}

}  // namespace

SharedLayers::SharedLayers(Value architecture) {
  if (!architecture.is_object()) return;
  make(architecture, "", 0);
  find_twins();
}

bool SharedLayers::include(std::string_view class_name, std::string_view name) const {
  return !shared_.empty() && shared_.contains({std::string(class_name), std::string(name)});
}

// What was made under an id is taken again, whatever the config says.
std::size_t SharedLayers::make(Value object, std::string_view holder, int depth) {
  const Name name{text_in(object["class_name"]), text_in(object["config"]["name"])};
  const auto id = object["shared_object_id"].integer();
  if (id) shared_.insert(name);
  if (!holder.empty()) held_.emplace_back(name, holder);
  if (const auto known = id ? by_id_.find(*id) : by_id_.end(); known != by_id_.end()) {
    find_again(object, depth);
    return known->second;
  }
  const bool is_member = holder.empty() && depth > 0;
  if (depth < kDeepestPlace && made_.size() < limits::kMaxConfigLayers)
    make_parts(object["config"], is_member ? std::string_view(name.name) : holder, depth + 1);
  made_.push_back({name, id.has_value(), 0});
  if (id) by_id_.emplace(*id, made_.size() - 1);
  return made_.size() - 1;
}

// With all that is in it.
void SharedLayers::find_again(Value object, int depth) {
  if (depth > kDeepestPlace || found_again_.size() >= limits::kMaxConfigLayers) return;
  found_again_.push_back({text_in(object["class_name"]), text_in(object["config"]["name"])});
  object["config"].each_member([&](std::string_view key, Value value) {
    if (is_layer(key, value)) find_again(value, depth + 1);
    value.each_element([&](Value element) {
      if (is_layer(key, element)) find_again(element, depth + 1);
    });
  });
}

void SharedLayers::make_parts(Value config, std::string_view holder, int depth) {
  config.each_member([&](std::string_view key, Value value) {
    if (key == "layers") return;
    if (is_layer(key, value)) make(value, holder, depth);
    value.each_element([&](Value element) {
      if (is_layer(key, element)) make(element, holder, depth);
    });
  });
  if (config["layers"].is_array()) connect(config, make_members(config["layers"], depth));
}

std::vector<SharedLayers::Member> SharedLayers::make_members(Value layers, int depth) {
  std::vector<Member> members;
  layers.each_element([&](Value layer) {
    if (!layer.is_object() || made_.size() >= limits::kMaxConfigLayers) return;
    const std::size_t made = make(layer, "", depth);
    members.push_back({text_in(layer["name"]), made, static_cast<std::int64_t>(layer["inbound_nodes"].size())});
  });
  return members;
}

void SharedLayers::connect(Value config, const std::vector<Member>& members) {
  const bool meets_called = std::ranges::any_of(
      members, [&](const Member& member) { return member.own_calls > 0 && made_[member.made].calls > 0; });
  if (meets_called) {
    config["layers"].each_element([&](Value layer) {
      each_reference(layer["inbound_nodes"], [&](Value reference) { follow(reference, members, 0); });
    });
    // get_tensor: functional models have a call to begin with there.
    each_reference(config["output_layers"], [&](Value reference) { follow(reference, members, 1); });
  }
  for (const Member& member : members) made_[member.made].calls += member.own_calls;
}

void SharedLayers::follow(Value reference, const std::vector<Member>& members, std::int64_t first_of_models) {
  std::string name;
  std::int64_t call = 0;
  int position = 0;
  reference.each_element([&](Value part) {
    if (position == 0) name = text_in(part);
    if (position++ == 1) call = part.integer().value_or(0);
  });
  const auto member = std::ranges::find(members, name, &Member::name);
  if (member == members.end() || member->own_calls == 0 || wiring_ != Wiring::own) return;
  const Made& layer = made_[member->made];
  if (is_functional(layer.name)) call -= first_of_models;
  if (call >= 0 && call < layer.calls) wiring_ = Wiring::elsewhere;
  if (call >= layer.calls + member->own_calls) wiring_ = Wiring::nowhere;
}

void SharedLayers::find_twins() {
  if (shared_.empty()) return;
  for (const auto& [name, holder] : held_) {
    if (shared_.contains(name)) wrappers_.insert(holder);
  }
  // The place without a mark comes first.
  std::set<Name> unmarked;
  for (const Made& made : made_) {
    if (!made.is_marked)
      unmarked.insert(made.name);
    else if (unmarked.contains(made.name) && !std::ranges::contains(made_twice_, made.name))
      made_twice_.push_back(made.name);
  }
}

}  // namespace weighbridge::keras
