#include "loaders/paths/meet_attributes.h"

#include <string>
#include <string_view>

#include "base/text.h"
#include "keras/versions.h"
#include "loaders/causes.h"
#include "loaders/messages.h"
#include "loaders/objects/not_loaded.h"

namespace weighbridge::loaders {
namespace {

// What the file does not tell, with a path in it; then what this version does if it is so.
struct Condition {
  std::string_view sentence;
  std::string_view path = {};
};

constexpr std::string_view kRemedy =
    "Load it with the version that wrote it, and save it as .h5: model.save in Keras 3, model.save_weights in "
    "TensorFlow.";
constexpr std::string_view kElsewhere = "If {}{}, this version looks for its layers elsewhere and raises an error. ";
constexpr std::string_view kPlain = " is a Sequential or functional model";
constexpr std::string_view kByKeras3 = "Keras 3 wrote it";

// Layers of `model` in which only other layers have variables; of no model: all whose path has "layers" in it.
//
// A model that TF 2.15 keeps where Keras 3 comes second (self.net), or first and in vain (self.encoder): layers of it
// that have variables fail, and are tried once more at the other place; one that only holds others (a model, an RNN,
// attention) does not fail itself and counts as done, for a Sequential or functional model is asked for its layers
// twice (keras/src/saving/saving_lib.py, _walk_saveable and _load_state of 3.3.3 and 3.15.1; run).
// Where the root has TF 2.12's list, "layers" is replaced in all of a path: that of self.my_layers inside of a layer,
// too (H5IOStore.get, 3.0.5 to 3.15.1).
std::optional<Answer> without(const Generation& loader, const Contents& file, std::string_view model) {
  Failed failed;
  for (const Holder& holder : file.holders) {
    if (holder.layer->tensors.empty()) continue;
    const std::string_view path = holder.layer->tensors.front().path;
    const std::size_t list = model.size() + std::string_view("/layers/").size();
    const bool is_lost = model.empty() ? path.contains("layers")
                                       : path.starts_with(model) && path.find("/vars/") != path.find('/', list);
    if (is_lost) failed.add(holder, file, loader);
  }
  if (failed.count == 0) return std::nullopt;
  return raises(not_loaded(loader, failed), causes::paths(), kRemedy);
}

// TF 2.14 and 2.15 do not count, in `layers`, what an attribute before it had.
Condition count_apart(const Contents& file) {
  const keras::Checkpoint& checkpoint = *file.subject.checkpoint;
  const V3Paths& paths = file.paths;
  if (paths.inside.apart.empty() || paths.attributes.order == Order::unknown) return {};
  const bool is_2_15 = paths.attributes.order == Order::z_to_a;
  if (!is_2_15 && (paths.skips_numbers || checkpoint.has_name_attributes || keras::is_keras_3(checkpoint.writer) ||
                   keras::surely_below(checkpoint.writer.version, "2.14")))
    return {};
  if (is_2_15 || checkpoint.keras_version)
    return {
        "If your model makes {} before another layer of the same class, this version numbers these otherwise and "
        "raises an error. ",
        paths.inside.apart};
  return {
      "If TensorFlow 2.14 wrote it, and your model makes {} before another layer of the same class, this version "
      "numbers these otherwise and raises an error. ",
      paths.inside.apart};
}

Condition met_by_keras_3(const Contents& file) {
  const Attributes& model = file.paths.attributes;
  const std::string_view deep = file.paths.inside.deep.path;
  if (model.of_own_class && model.order != Order::unknown) {
    if (model.order == Order::a_to_z || deep.empty()) return count_apart(file);
    return {"If {} is a Sequential or functional model, Keras 3 does not find what lies inside of its layers. ", deep};
  }
  const bool may_be_in_attribute = !model.is_plain && model.order != Order::a_to_z && file.paths.inside.deep.is_plain &&
                                   deep.starts_with("layers/") && deep.rfind('/') == deep.find('/');
  if (!may_be_in_attribute || file.subject.checkpoint->config.present) return {};
  return {
      "If the model is a class of your own and has {} in an attribute that sorts before \"layers\" (self.encoder), "
      "Keras 3 does not find what lies inside of its layers. ",
      deep};
}

// What would make this version look elsewhere than where the layers are.
Condition met_by_2_15(const V3Paths& paths) {
  const Attributes& model = paths.attributes;
  if (model.order == Order::z_to_a) return {};
  if (model.of_lists) return {"your model keeps layers in lists"};
  if (model.of_own_class) return {kByKeras3};
  if (model.may_be_own)
    return {model.order == Order::unknown ? "Keras 3 wrote it, and the model is a class of your own"
                                          : "the model is a class of your own"};
  if (model.order == Order::unknown || paths.inside.own.empty()) return {};
  return {" is a keras.Model of your own and no Layer", paths.inside.own};
}

Condition met_before_2_15(const V3Paths& paths) {
  const Attributes& model = paths.attributes;
  if (model.may_be_own && model.order == Order::a_to_z) return {"the model is a Sequential"};
  if (!model.of_own_class) return {};
  if (model.order == Order::unknown) return {"TensorFlow 2.15 wrote it"};
  return paths.inside.any.path.empty() || paths.in_dependencies ? Condition{}
                                                                : Condition{kPlain, paths.inside.any.path};
}

Answer hangs_on(std::string_view sentence, std::initializer_list<std::string_view> names) {
  return depends(causes::none(), text::to_valid_utf8(say(sentence, names)) + std::string(kRemedy));
}

}  // namespace

std::optional<Answer> meet_attributes(const Generation& loader, const Contents& file) {
  const V3Paths& paths = file.paths;
  if (!paths.any_variables) return std::nullopt;
  const bool is_late = loader.tensorflow_since(2, 15);
  Condition met;
  if (loader.is_keras_3()) {
    if (paths.in_dependencies) return without(loader, file, "");
    const ModelInside& deep = paths.inside.deep;
    if (paths.attributes.of_own_class && paths.attributes.order == Order::z_to_a && deep.is_plain)
      return without(loader, file, deep.path);
    met = met_by_keras_3(file);
  } else {
    const Condition condition = is_late ? met_by_2_15(paths) : met_before_2_15(paths);
    if (!condition.sentence.empty()) {
      Answer answer = hangs_on(kElsewhere, {condition.path, condition.sentence});
      // Those that TF 2.15 itself wrote look the same, and are many more.
      if (condition.sentence != kByKeras3) return answer;
      if (file.has_unknown_need()) return std::nullopt;
      return loads(answer.remedy);
    }
    if (!loader.tensorflow_since(2, 14)) met = count_apart(file);
  }
  if (met.sentence.empty()) return std::nullopt;
  return hangs_on(met.sentence, {met.path});
}

}  // namespace weighbridge::loaders
