#include "loaders/objects/not_loaded.h"

#include <algorithm>
#include <utility>

#include "loaders/messages.h"
#include "loaders/objects/parts.h"

namespace weighbridge::loaders {
namespace {

// "<Dense name=dense, built=True>"
std::string shown(const Object& object) {
  return '<' + (object.class_name.empty() ? std::string(kUntold) : object.class_name) + " name=" + object.name +
         ", built=True>";
}

}  // namespace

void Failed::add(Object object) {
  if (++count <= kMaxListed) first.push_back(std::move(object));
}

void Failed::add(const Holder& holder, const Contents& file, const Generation& loader) {
  if (first.size() < kMaxListed || holder.objects == 0)
    holder.objects = add_objects(*holder.layer, file, loader, kMaxListed, first);
  count += holder.objects;
}

namespace {

// "layers/block" of "layers/block/att"
std::string_view first_in_list(std::string_view path) {
  const std::size_t list = path.find('/');
  return path.substr(0, list == std::string_view::npos ? list : path.find('/', list + 1));
}

template <typename Wanted>
Failed those(const std::vector<Holder>& holders, const Contents& file, const Generation& loader, Wanted wanted) {
  Failed failed;
  // TF-Keras stops at the first that it visits.
  const bool stops = loader.is_tensorflow() && file.is(keras::Layout::v3_weights);
  const Holder* first = nullptr;
  for (const Holder& holder : holders) {
    if (holder.stays_unbuilt || !wanted(holder)) continue;
    if (!stops) {
      failed.add(holder, file, loader);
      continue;
    }
    // Of a list the first one, or what lies in it.
    if (first != nullptr && file.is_stack && first_in_list(holder.layer->path) != first_in_list(first->layer->path))
      break;
    if (first == nullptr || is_visited_before(holder.layer->path, first->layer->path, loader)) first = &holder;
  }
  if (first != nullptr) failed.add(*first, file, loader);
  return failed;
}

}  // namespace

Failed all_of(const std::vector<Holder>& holders, const Contents& file, const Generation& loader) {
  return those(holders, file, loader, [](const Holder&) { return true; });
}

Failed all_that_need(const Contents& file, const Generation& loader) {
  return those(file.holders, file, loader,
               [](const Holder& holder) { return holder.needs_them || !holder.layer->tensors.empty(); });
}

std::string received(const Generation& loader, const Object& object, std::size_t expected, std::size_t received) {
  std::vector<std::string> names;
  if (expected > 0) {
    names = object.variables;
    if (loader.is_tensorflow()) {
      for (std::string& name : names) name = object.scope + (object.scope.empty() ? "" : "/") + name + ":0";
    }
  }
  const bool is_untold =
      expected > 0 && std::ranges::all_of(object.variables, [](const std::string& name) { return name == kUntold; });
  return say(messages::kLayerVariables,
             {object.name, is_untold && object.name == kUntold ? std::string(kUntold) : std::to_string(expected),
              std::to_string(received), is_untold ? "[...]" : python_list(names)});
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
