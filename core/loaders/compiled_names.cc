#include "loaders/compiled_names.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "atlas/atlas.h"
#include "loaders/causes.h"
#include "loaders/messages.h"

namespace weighbridge::loaders {
namespace {

using keras::CompiledName;

// Taken as they are until the model is trained (tf.keras 2.15, keras/src/saving/legacy/saving_utils.py,
// _deserialize_metric).
constexpr std::array<std::string_view, 4> kReadLater = {"accuracy", "acc", "crossentropy", "ce"};

bool is_of_keras(atlas::Kind kind, const std::string& name) {
  return atlas::find_class(kind, name) || atlas::is_known(kind, name);
}

// Losses serve as metrics as well.
bool is_users_own(const CompiledName& thing) {
  if (thing.name.empty() || std::ranges::contains(kReadLater, thing.name)) return false;
  return !is_of_keras(atlas::Kind::loss, thing.name) && !is_of_keras(atlas::Kind::metric, thing.name);
}

Remedy hand_over(const std::string& name) {
  return "load_model(path, custom_objects={'" + name + "': " + name +
         "}), or load_model(path, compile=False) and then model.compile(...).";
}

// keras/src/legacy/saving/saving_utils.py, _resolve_compile_arguments_compat: a loss that was not found came back as
// its name. Then the class's own name is looked up; of a plain name there is none. Losses in lists and metrics stay
// names until the model is trained.
std::optional<Answer> in_keras_3(const CompiledName& loss) {
  if (loss.is_metric || !loss.is_alone || !is_users_own(loss)) return std::nullopt;
  if (!loss.is_class)
    return raises("TypeError: string indices must be integers, not 'str'", causes::none(), hand_over(loss.name));
  if (loss.config_name.empty() || is_of_keras(atlas::Kind::loss, loss.config_name)) return std::nullopt;
  return raises(say("ValueError: Could not interpret loss identifier: {}", {loss.config_name}), causes::none(),
                hand_over(loss.name));
}

// keras/utils/generic_utils.py, deserialize_keras_object: the words are those of Keras 2.2.4 and 2.3.1, tf.keras 2.3,
// 2.6 and 2.15.
std::string unknown_in_keras_2(const Generation& loader, const CompiledName& thing) {
  const bool of_metric = thing.is_metric;
  if (loader.is_standalone())
    return say(of_metric ? "ValueError: Unknown metric function:{}" : "ValueError: Unknown loss function:{}",
               {thing.name});
  const std::string_view quote = loader.tensorflow_since(2, 9) ? "'" : "";
  const std::string unknown =
      say(of_metric ? "ValueError: Unknown metric function: {}{}{}" : "ValueError: Unknown loss function: {}{}{}",
          {quote, thing.name, quote});
  if (!loader.tensorflow_since(2, 4)) return unknown;
  if (!loader.tensorflow_since(2, 9))
    return unknown + ". Please ensure this object is passed to the `custom_objects` argument.";
  return unknown +
         ". Please ensure you are using a `keras.utils.custom_object_scope` and that this object is included in the "
         "scope.";
}

}  // namespace

bool is_loss_of_keras(const std::string& name) { return !name.empty() && is_of_keras(atlas::Kind::loss, name); }

std::optional<Answer> unknown_compiled_name(const Generation& loader, const keras::ConfigMarks& model) {
  for (const CompiledName& thing : model.compiled_names) {
    if (loader.is_keras_3()) {
      if (auto answer = in_keras_3(thing)) return answer;
    } else if (is_users_own(thing)) {
      return raises(unknown_in_keras_2(loader, thing), causes::none(), hand_over(thing.name));
    }
  }
  return std::nullopt;
}

}  // namespace weighbridge::loaders
