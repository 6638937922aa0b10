#include "loaders/compiled_names.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "atlas/atlas.h"
#include "base/text.h"
#include "loaders/causes.h"
#include "loaders/config/custom_objects.h"
#include "loaders/config/namesakes.h"
#include "loaders/config/read_later.h"
#include "loaders/in_the_atlas.h"
#include "loaders/load_model.h"
#include "loaders/messages.h"

namespace weighbridge::loaders {
namespace {

using keras::CompiledName;

// Of whatever release.
bool is_of_keras(atlas::Kind kind, const std::string& name) {
  return atlas::find_class(kind, name) || atlas::is_known(kind, name);
}

// Many names came late: dice is a loss of Keras 3.2 and later, and before that nobody's but the user's. Lamb is a class
// of Keras 3.5 and later that none looks up by its name until 3.15.
bool finds(const Generation& loader, atlas::Kind kind, const std::string& name, atlas::Written written) {
  const auto release = release_of(loader);
  return release ? !atlas::behind_name(kind, name, written, *release).empty() : atlas::is_known(kind, name);
}

// A schedule is looked up by its module as well.
bool has_schedule(const Generation& loader, const std::string& name) {
  const auto release = release_of(loader);
  const auto which = atlas::find_class(atlas::Kind::schedule, name);
  return which && (!release || atlas::exists(*which, *release));
}

constexpr std::string_view kNotProperly =
    "TypeError: <class '{}.{}'> could not be deserialized properly. Please ensure that components that are Python "
    "object instances (layers, models, etc.) returned by `get_config()` are explicitly deserialized in the model's "
    "`from_config()` method.";

// What a loader raises over one of them.
struct Unknown {
  std::string name;
  std::string error;
  bool is_of_keras = false;  // of another release, so that there is nothing to be handed over
};

// Losses serve as metrics as well; but functions are looked up as what they are here: "kld", "huber" are no metrics of
// TensorFlow's Keras, "cosine_proximity" is no loss of it. Which names Keras 1 and 2 knew was not asked in full.
bool is_found(const Generation& loader, const CompiledName& thing) {
  if (thing.name.empty() || is_read_later(thing.name)) return true;
  const atlas::Written written = thing.is_class ? atlas::Written::config : atlas::Written::text;
  const auto kind = thing.is_metric ? atlas::Kind::metric : atlas::Kind::loss;
  if (finds(loader, kind, thing.name, written)) return true;
  const bool is_asked_in_full = thing.is_metric || atlas::is_known(kind, thing.name);
  if (!loader.is_standalone() && !thing.is_class && is_asked_in_full) return false;
  return finds(loader, atlas::Kind::loss, thing.name, written) ||
         finds(loader, atlas::Kind::metric, thing.name, written);
}

// Of another release, and not a namesake of it that is the user's own.
bool is_of_other_release(const Contents& file, const CompiledName& thing) {
  return (is_of_keras(atlas::Kind::loss, thing.name) || is_of_keras(atlas::Kind::metric, thing.name)) &&
         !is_namesake(file, thing.name);
}

// keras/src/optimizers/__init__.py, deserialize, which does not mind the case of names. One that was not found comes
// back as the name of its class, and then the optimizer's own name is looked up (saving_utils.py,
// _resolve_compile_arguments_compat).
bool finds_optimizer(const Generation& loader, const std::string& name) {
  return finds(loader, atlas::Kind::optimizer, name, atlas::Written::config) ||
         finds(loader, atlas::Kind::optimizer, text::to_lower_ascii(name), atlas::Written::config);
}

// Mixed precision puts one around the optimizer. keras/optimizers.py of TensorFlow 2.6 looks up two names,
// keras/optimizers/__init__.py of 2.12 and 2.15 a third one, of the optimizers that are the default since 2.11.
bool is_loss_scale_optimizer(const Generation& loader, const std::string& name) {
  if (name == "LossScaleOptimizer") return loader.tensorflow_since(2, 3);
  if (name == "LossScaleOptimizerV1") return loader.tensorflow_since(2, 4);
  return name == "LossScaleOptimizerV3" && loader.tensorflow_since(2, 11);
}

bool is_registered(const std::string& name) { return name.contains('>'); }

bool has_own_schedule(const Generation& loader, const keras::ConfigMarks& model) {
  return !model.schedule.empty() && !is_registered(model.schedule) && !has_schedule(loader, model.schedule);
}

std::optional<Unknown> optimizer_in_keras_3(const Generation& loader, const Contents& file) {
  const keras::ConfigMarks& model = file.model;
  const std::string& name = model.optimizer_class;
  if (name.empty() || is_registered(name)) return std::nullopt;
  if (finds_optimizer(loader, name)) {
    // keras/src/optimizers/base_optimizer.py, from_config: the learning rate is of the v3 form, with its module.
    const bool is_own = has_own_schedule(loader, model);
    if (!is_own && !model.has_old_schedule) return std::nullopt;
    const auto which = atlas::find_class(atlas::Kind::optimizer, name);
    return Unknown{model.schedule, say(kNotProperly, {which ? atlas::home_of(*which) : "keras.optimizers", name}),
                   model.has_old_schedule};
  }
  if (model.optimizer_name.empty() || finds_optimizer(loader, model.optimizer_name)) return std::nullopt;
  // One of Keras' own is not the user's to hand over.
  const bool is_elsewhere = is_of_keras(atlas::Kind::optimizer, name) && !is_namesake(file, name);
  return Unknown{is_elsewhere ? "" : name,
                 say("ValueError: Could not interpret optimizer identifier: {}", {model.optimizer_name})};
}

// keras/src/legacy/saving/saving_utils.py, _resolve_compile_arguments_compat: a loss that was not found came back as
// its name. Then the class's own name is looked up; of a plain name there is none. Losses in lists and metrics stay
// names until the model is trained.
std::optional<Unknown> in_keras_3(const Generation& loader, const Contents& file, const CompiledName& loss) {
  if (loss.is_metric || !loss.is_alone || loss.name == file.model.short_loss || is_found(loader, loss))
    return std::nullopt;
  if (!loss.is_class) {
    return Unknown{loss.name, "TypeError: string indices must be integers, not 'str'", is_of_other_release(file, loss)};
  }
  if (loss.config_name.empty() || finds(loader, atlas::Kind::loss, loss.config_name, atlas::Written::text))
    return std::nullopt;
  return Unknown{loss.name, say("ValueError: Could not interpret loss identifier: {}", {loss.config_name})};
}

// keras/utils/generic_utils.py, deserialize_keras_object: the words are those of Keras 2.2.4 and 2.3.1, tf.keras 2.3,
// 2.6 and 2.15.
enum class Thing { optimizer, schedule, loss, metric };

// With holes for quotes and the name.
std::string_view unknown_thing(Thing thing) {
  switch (thing) {
    case Thing::optimizer:
      return "ValueError: Unknown optimizer: {}{}{}";
    case Thing::schedule:
      return "ValueError: Unknown decay: {}{}{}";
    case Thing::loss:
      return "ValueError: Unknown loss function: {}{}{}";
    default:
      return "ValueError: Unknown metric function: {}{}{}";
  }
}

std::string unknown_in_keras_2(const Generation& loader, Thing thing, const std::string& name) {
  if (loader.is_standalone() && thing == Thing::loss) return say("ValueError: Unknown loss function:{}", {name});
  if (loader.is_standalone() && thing == Thing::metric) return say("ValueError: Unknown metric function:{}", {name});
  const std::string_view quote = loader.tensorflow_since(2, 9) ? "'" : "";
  const std::string unknown = say(unknown_thing(thing), {quote, name, quote});
  if (!loader.tensorflow_since(2, 4)) return unknown;
  if (!loader.tensorflow_since(2, 9))
    return unknown + ". Please ensure this object is passed to the `custom_objects` argument.";
  return unknown +
         ". Please ensure you are using a `keras.utils.custom_object_scope` and that this object is included in the "
         "scope.";
}

// In the order in which they are looked up.
std::vector<Unknown> all_unknown(const Generation& loader, const Contents& file) {
  const keras::ConfigMarks& model = file.model;
  std::vector<Unknown> all;
  if (loader.is_keras_3()) {
    if (auto unknown = optimizer_in_keras_3(loader, file)) all.push_back(std::move(*unknown));
  } else if (!model.optimizer_class.empty() && !is_registered(model.optimizer_class) &&
             !finds_optimizer(loader, model.optimizer_class) &&
             !is_loss_scale_optimizer(loader, model.optimizer_class)) {
    all.push_back({model.optimizer_class, unknown_in_keras_2(loader, Thing::optimizer, model.optimizer_class)});
  }
  // tf.keras 2.15, keras/src/optimizers/schedules/learning_rate_schedule.py, deserialize
  if (loader.is_tensorflow() && has_own_schedule(loader, model))
    all.push_back({model.schedule, unknown_in_keras_2(loader, Thing::schedule, model.schedule)});
  for (const CompiledName& thing : model.compiled_names) {
    if (loader.is_keras_3()) {
      if (auto unknown = in_keras_3(loader, file, thing)) all.push_back(std::move(*unknown));
    } else if (!is_found(loader, thing)) {
      const Thing kind = thing.is_metric ? Thing::metric : Thing::loss;
      all.push_back({thing.name, unknown_in_keras_2(loader, kind, thing.name), is_of_other_release(file, thing)});
    }
  }
  return all;
}

}  // namespace

bool is_loss_of_keras(const Generation& loader, const std::string& name) {
  return !name.empty() && finds(loader, atlas::Kind::loss, name, atlas::Written::config);
}

void add_own_compiled_names(const Generation& loader, const Contents& file, std::vector<std::string>& names) {
  if (!file.model.compiled) return;
  for (const Unknown& unknown : all_unknown(loader, file)) {
    if (!unknown.is_of_keras && can_be_handed_over(unknown.name) && !std::ranges::contains(names, unknown.name))
      names.push_back(unknown.name);
  }
}

std::optional<Answer> unknown_compiled_name(const Generation& loader, const Contents& file) {
  const std::vector<Unknown> all = all_unknown(loader, file);
  if (all.empty()) return std::nullopt;
  std::vector<std::string> names;
  for (const Unknown& unknown : all) {
    // A lambda has no name that Python knows.
    if (unknown.is_of_keras || !can_be_handed_over(unknown.name))
      return raises(all.front().error, causes::none(), by_arguments(std::string(kDoNotCompile)));
    if (!std::ranges::contains(names, unknown.name)) names.push_back(unknown.name);
  }
  return raises(all.front().error, causes::none(),
                by_arguments(call_with(names) + ", or load_model(path, compile=False) and then model.compile(...)."));
}

}  // namespace weighbridge::loaders
