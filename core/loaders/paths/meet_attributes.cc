#include "loaders/paths/meet_attributes.h"

#include <string>
#include <string_view>

#include "base/text.h"
#include "keras/versions.h"
#include "loaders/causes.h"
#include "loaders/objects/not_loaded.h"

namespace weighbridge::loaders {
namespace {

constexpr std::string_view kRemedy = "Load it with the version that wrote it, and save it as .h5.";

Answer hangs_on(std::string_view condition, std::string_view then) {
  return depends(causes::none(),
                 "If " + text::to_valid_utf8(condition) + ", " + std::string(then) + ". " + std::string(kRemedy));
}

Answer without(const Generation& loader, const Contents& file, auto is_lost) {
  Failed failed;
  for (const Holder& holder : file.holders) {
    if (!holder.layer->tensors.empty() && is_lost(holder.layer->tensors.front().path)) failed.add(holder);
  }
  if (failed.count == 0) return loads();
  return raises(not_loaded(loader, failed), causes::paths(), std::string(kRemedy));
}

// A model that TF 2.15 keeps where Keras 3 comes second (self.net), or first and in vain (self.encoder). Layers of it
// that have variables fail, and are tried once more at the other place; one that only holds others (a model, an RNN,
// attention) does not fail itself and counts as done, for a Sequential or functional model is asked for its layers
// twice (keras/src/saving/saving_lib.py, _walk_saveable and _load_state of 3.3.3 and 3.15.1; run).
Answer without_inner(const Generation& loader, const Contents& file, std::string_view model) {
  const std::string list = std::string(model) + "/layers/";
  return without(loader, file, [&](std::string_view path) {
    return path.starts_with(list) && !path.substr(path.find('/', list.size())).starts_with("/vars/");
  });
}

// Where the root has TF 2.12's list, "layers" is replaced in all of a path: that of self.my_layers inside of a layer,
// too (H5IOStore.get, 3.0.5 to 3.15.1).
Answer without_replaced(const Generation& loader, const Contents& file) {
  return without(loader, file, [](std::string_view path) { return path.contains("layers"); });
}

// TF 2.14 alone does not count, in `layers`, what an attribute before it had.
bool may_be_of_2_14(const Contents& file) {
  const keras::Checkpoint& checkpoint = *file.subject.checkpoint;
  return !file.paths.skips_numbers && !checkpoint.has_name_attributes && !keras::is_keras_3(checkpoint.writer) &&
         !keras::surely_below(checkpoint.writer.version, "2.14");
}

constexpr std::string_view kCounts = "this version numbers these otherwise and raises an error";

std::optional<Answer> count_apart(const Contents& file) {
  const V3Paths& paths = file.paths;
  const bool counts_otherwise = paths.attributes.order == Order::z_to_a || may_be_of_2_14(file);
  if (paths.apart.empty() || paths.attributes.order == Order::unknown || !counts_otherwise) return std::nullopt;
  const bool is_known = paths.attributes.order == Order::z_to_a || file.subject.checkpoint->keras_version;
  return hangs_on((is_known ? "" : "TensorFlow 2.14 wrote it, and ") + ("your model makes " + paths.apart) +
                      " before another layer of the same class",
                  kCounts);
}

std::optional<Answer> in_keras_3(const Generation& loader, const Contents& file) {
  constexpr std::string_view kLosesInner = "Keras 3 does not find what lies inside of its layers";
  const Attributes& model = file.paths.attributes;
  const ModelInside& deep = file.paths.inside.deep;
  if (file.paths.in_dependencies) return without_replaced(loader, file);
  if (model.of_own_class && model.order == Order::z_to_a) {
    if (deep.is_plain) return without_inner(loader, file, deep.path);
    if (!deep.path.empty()) return hangs_on(deep.path + " is a Sequential or functional model", kLosesInner);
  }
  if (model.of_own_class && model.order != Order::unknown) return count_apart(file);
  const bool may_be_in_attribute = !model.is_plain && model.order != Order::a_to_z && deep.is_plain &&
                                   deep.path.starts_with("layers/") && deep.path.rfind('/') == deep.path.find('/');
  if (!may_be_in_attribute || file.subject.checkpoint->config.present) return std::nullopt;
  return hangs_on("the model is a class of your own and has " + deep.path +
                      " in an attribute that sorts before \"layers\" (self.encoder)",
                  kLosesInner);
}

constexpr std::string_view kByKeras3 = "Keras 3 wrote it";

// What would make TF 2.15 look elsewhere than where the layers are; "" if nothing does.
std::string misleads_2_15(const Attributes& model) {
  if (model.order == Order::z_to_a) return "";
  if (model.of_lists) return "your model keeps layers in lists";
  if (!model.may_be_own) return std::string(model.of_own_class ? kByKeras3 : "");
  return std::string(model.order == Order::unknown ? "Keras 3 wrote it, and " : "") +
         "the model is a class of your own";
}

std::string misleads_earlier(const Contents& file) {
  const Attributes& model = file.paths.attributes;
  const std::string& inside = file.paths.inside.any.path;
  if (model.may_be_own && model.order == Order::a_to_z) return "the model is a Sequential";
  if (!model.of_own_class) return "";
  if (model.order == Order::unknown) return "TensorFlow 2.15 wrote it";
  return inside.empty() || file.paths.in_dependencies ? "" : inside + " is a Sequential or functional model";
}

std::optional<Answer> in_tensorflow(const Generation& loader, const Contents& file) {
  const bool is_late = loader.tensorflow_since(2, 15);
  const std::string condition = is_late ? misleads_2_15(file.paths.attributes) : misleads_earlier(file);
  if (condition.empty()) return loader.tensorflow_since(2, 14) ? std::nullopt : count_apart(file);
  Answer answer = hangs_on(condition, "this version looks for its layers elsewhere and raises an error");
  // Those that TF 2.15 itself wrote look the same, and are many more.
  if (condition != kByKeras3) return answer;
  if (file.has_unknown_need()) return std::nullopt;
  return loads(answer.remedy);
}

}  // namespace

std::optional<Answer> meet_attributes(const Generation& loader, const Contents& file) {
  if (!file.paths.any_variables) return std::nullopt;
  return loader.is_keras_3() ? in_keras_3(loader, file) : in_tensorflow(loader, file);
}

}  // namespace weighbridge::loaders
