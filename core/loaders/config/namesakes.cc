#include "loaders/config/namesakes.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "atlas/writers.h"
#include "base/text.h"
#include "keras/versions.h"
#include "loaders/config/custom_objects.h"
#include "loaders/config/read_later.h"
#include "loaders/in_the_atlas.h"
#include "revival/wrapping.h"

namespace weighbridge::loaders {
namespace {

constexpr int kMostDepthSearched = 40;
constexpr std::size_t kMostNamesakes = 16;

class NamesakeSearch {
 public:
  explicit NamesakeSearch(atlas::Releases writers) : writers_(writers) {}

  // Losses serve as metrics as well.
  void note(atlas::Kind kind, std::string name) {
    const bool is_compiled = kind == atlas::Kind::loss || kind == atlas::Kind::metric;
    const bool is_some_keras =
        is_compiled ? atlas::is_known(atlas::Kind::loss, name) || atlas::is_known(atlas::Kind::metric, name)
                    : atlas::is_known(kind, name);
    const bool is_writers =
        is_compiled ? had(atlas::Kind::loss, name) || had(atlas::Kind::metric, name) : had(kind, name);
    if (!is_some_keras || is_writers || (is_compiled && is_read_later(name)) || found_.size() == kMostNamesakes) return;
    if (!std::ranges::contains(found_, name, &Namesake::name)) found_.push_back({kind, std::move(name)});
  }

  // `kind`: what the place looks up. A class of the v3 form is found by its module; a function of the script's has that
  // of Python's own (keras/src/saving/serialization_lib.py).
  void walk(json::Value value, std::optional<atlas::Kind> kind, int depth) {
    if (depth == kMostDepthSearched) return;
    if (const auto text = value.string(); text && kind) note(*kind, *text);
    value.each_element([&](json::Value element) { walk(element, kind, depth + 1); });
    const std::string class_name = revival::text_of(value["class_name"]);
    if (class_name == "function") {
      if (kind && revival::text_of(value["module"]) == "builtins") note(*kind, revival::text_of(value["config"]));
      return;
    }
    const bool is_bare = !class_name.empty() && value["config"].is_object() && !value["module"].exists();
    if (is_bare) note(kind.value_or(atlas::Kind::layer), class_name);
    value.each_member([&](std::string_view key, json::Value member) {
      const bool is_loss = key == "loss" || key == "metrics" || key == "weighted_metrics";
      const auto looked_up = is_loss ? std::optional(atlas::Kind::loss) : revival::looked_up_as(key);
      if (!member.string() || looked_up) walk(member, looked_up, depth + 1);
    });
  }

  [[nodiscard]] std::vector<Namesake> found() && { return std::move(found_); }

 private:
  [[nodiscard]] bool had(atlas::Kind kind, std::string_view name) const { return atlas::had(kind, name, writers_); }

  atlas::Releases writers_;
  std::vector<Namesake> found_;
};

std::vector<Namesake> find_namesakes(const Contents& file) {
  if (file.subject.checkpoint == nullptr || !file.model.present) return {};
  const VersionRange& writer = file.subject.checkpoint->writer.version;
  const auto bounds = keras::bounds_of(writer);
  if (!bounds) return {};
  const auto& [from, to] = *bounds;
  const auto writers = atlas::releases_between(writer.package, {from.major_number, from.minor_number},
                                               {to.major_number, to.minor_number});
  if (!writers) return {};
  NamesakeSearch search(*writers);
  search.walk(file.architecture, std::nullopt, 0);
  for (const keras::CompiledName& thing : file.model.compiled_names)
    search.note(thing.is_metric ? atlas::Kind::metric : atlas::Kind::loss, thing.name);
  if (!file.is_zip) search.note(atlas::Kind::optimizer, file.model.optimizer_class);
  return std::move(search).found();
}

const std::vector<Namesake>& namesakes(const Contents& file) {
  if (!file.namesakes) file.namesakes = find_namesakes(file);
  return *file.namesakes;
}

// The weights of the user's layer, or a config without what Keras' own cannot do without (Keras 3 was asked for that).
bool may_refuse(const Generation& loader, const Contents& file, const std::string& class_name, atlas::Release release) {
  const auto which = atlas::find_class(atlas::Kind::layer, class_name);
  if (which && !loader.is_keras_3() && !atlas::required(*which, release).empty()) return true;
  return std::ranges::any_of(file.holders, [&](const Holder& holder) {
    return holder.layer->class_name == class_name && !holder.layer->tensors.empty();
  });
}

}  // namespace

bool is_namesake(const Contents& file, std::string_view name) {
  return std::ranges::contains(namesakes(file), name, &Namesake::name);
}

Mistaken taken_for_own(const Generation& loader, const Contents& file) {
  const auto release = release_of(loader);
  Mistaken mistaken;
  std::vector<std::string> names;
  for (const auto& [kind, name] : namesakes(file)) {
    if (!release || !atlas::finds(kind, name, *release)) continue;
    names.push_back(name);
    mistaken.may_fail |= kind == atlas::Kind::optimizer || kind == atlas::Kind::initializer ||
                         (kind == atlas::Kind::layer && may_refuse(loader, file, name, *release));
  }
  if (names.empty()) return mistaken;
  const bool takes_arguments = !loader.is_keras_3() || loader.keras_since(3, 3) || file.is_zip;
  const std::string all = text::join_names(names, names.size());
  mistaken.said =
      "The Keras that wrote the file has no " + all + ": what is called so is yours. This one has its own, " +
      "and takes that. For yours " +
      (takes_arguments ? "call " + call_with(names) : "build the model in code, then call model.load_weights") + '.';
  return mistaken;
}

}  // namespace weighbridge::loaders
