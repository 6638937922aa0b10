#include "loaders/objects/not_loaded.h"

#include "loaders/messages.h"

namespace weighbridge::loaders {
namespace {

constexpr std::size_t kMaxListed = 5;

// "<Dense name=dense, built=True>"
std::string shown(const Object& object) { return '<' + object.class_name + " name=" + object.name + ", built=True>"; }

}  // namespace

void Failed::add(const Holder& holder) {
  if (++count <= kMaxListed) first.push_back(object_of(*holder.layer));
}

Failed all_of(const std::vector<Holder>& holders) {
  Failed failed;
  for (const Holder& holder : holders) failed.add(holder);
  return failed;
}

Failed all_that_need(const Contents& file) {
  Failed failed;
  for (const Holder& holder : file.holders) {
    if (holder.needs_them || !holder.layer->tensors.empty()) failed.add(holder);
  }
  return failed;
}

std::string received(const Generation& loader, const Object& object, std::size_t expected, std::size_t received) {
  std::vector<std::string> names;
  if (expected > 0) {
    names = object.variables;
    if (loader.is_tensorflow()) {
      for (std::string& name : names) name = object.name + '/' + name + ":0";
    }
  }
  return say(messages::kLayerVariables,
             {object.name, std::to_string(expected), std::to_string(received), python_list(names)});
}

std::string not_loaded(const Generation& loader, const Failed& failed, std::string_view reason) {
  if (failed.count == 0) return std::string(messages::kSomeObjectsNotLoaded);
  const Object& example = failed.first.front();
  const std::string inner =
      reason.empty() ? received(loader, example, example.variables.size(), 0) : std::string(reason);
  if (!loader.keras_since(3, 0, 2)) return "ValueError: " + inner;
  std::string list;
  for (const Object& object : failed.first) list += (list.empty() ? "" : ", ") + shown(object);
  if (failed.count > failed.first.size()) list += ", ...";
  return say(messages::kObjectsNotLoaded, {std::to_string(failed.count), shown(example), inner, list});
}

}  // namespace weighbridge::loaders
