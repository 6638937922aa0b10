// The training_config of a legacy whole model: optimizer, loss and metrics by the names that the writing version gave
// them.
#include <string>
#include <string_view>
#include <utility>

#include "atlas/atlas.h"
#include "loaders/causes.h"
#include "loaders/compiled_names.h"
#include "loaders/in_the_atlas.h"
#include "loaders/load_model.h"
#include "loaders/messages.h"

namespace weighbridge::loaders {
namespace {

Answer fails(std::string error) {
  return raises(std::move(error), causes::none(), by_arguments(std::string(kDoNotCompile)));
}

// keras/src/trainers/compile_utils.py, CompileMetrics.__init__ (3.0.5 to 3.15.1). TensorFlow wrote metrics as they were
// given until 2.4, later as lists.
std::optional<Answer> metrics_without_list(const keras::ConfigMarks& model) {
  if (model.metrics_alone.empty()) return std::nullopt;
  return fails(say("ValueError: Expected `{}` argument to be a list, tuple, or dict. Received instead: {}=...",
                   {model.metrics_alone, model.metrics_alone}));
}

// keras/src/legacy/saving/saving_utils.py, compile_args_from_training_config
std::optional<Answer> in_keras_3(const Generation& loader, const Contents& file) {
  const keras::ConfigMarks& model = file.model;
  if (model.optimizer_has_lr) return fails("ValueError: Argument(s) not recognized: {'lr': ...}");
  if (auto answer = unknown_compiled_name(loader, file)) {
    // With the user's own handed over, a name of Keras' own is not found either.
    const bool fails_anyway = !model.short_loss.empty() || is_loss_of_keras(loader, model.with_auto_reduction) ||
                              !model.metrics_alone.empty();
    return fails_anyway ? fails(std::move(answer->error)) : answer;
  }
  if (is_loss_of_keras(loader, model.with_auto_reduction))
    return fails("ValueError: Invalid value for argument `reduction`. Received: reduction=auto");
  if (model.short_loss.empty()) return metrics_without_list(model);
  if (loader.keras_since(3, 11)) {
    return fails(say("ValueError: Could not deserialize 'keras.metrics.{}' because it is not a KerasSaveable subclass",
                     {model.short_loss}));
  }
  return fails(
      say("TypeError: Could not locate function '{}'. Make sure custom classes are decorated with "
          "`@keras.saving.register_keras_serializable()`.",
          {model.short_loss}));
}

// In an archive the model is compiled when it is made, before its weights are read (serialization_lib.py,
// compile_from_config).
std::optional<Answer> archive_in_keras_3(const keras::ConfigMarks& model) {
  if (model.optimizer_module.contains("experimental")) {
    return fails(say("TypeError: Could not deserialize class '{}' because its parent module {} cannot be imported.",
                     {model.optimizer_class, model.optimizer_module}));
  }
  if (model.optimizer_is_tf_keras)
    return fails("ValueError: Argument(s) not recognized: {'jit_compile': False, 'is_legacy_optimizer': False}");
  if (!model.built_metric.empty())
    return fails(say("AttributeError: '{}' object has no attribute 'built'", {model.built_metric}));
  return std::nullopt;
}

// keras/optimizer_v2/adagrad.py, from_config (2.1.0, 2.3.4, 2.6.5; since 2.11 optimizers/legacy/adagrad.py, which takes
// what is not called Custom>Adagrad: 2.12.0, 2.15.1): it alone does not make the schedule of its dict. That is used
// first where the state of the optimizer is made, or the model is trained.
std::optional<Answer> schedule_as_dict(const Generation& loader, const Contents& file) {
  if (!loader.is_tensorflow() || file.model.optimizer_class != "Adagrad" || file.model.schedule.empty())
    return std::nullopt;
  if (file.subject.checkpoint != nullptr && file.subject.checkpoint->optimizer)
    return fails(
        say("ValueError: Attempt to convert a value ({'class_name': '{}', 'config': {...}}) with an unsupported type "
            "(<class 'dict'>) to a Tensor.",
            {file.model.schedule}));
  return loads(
      "This Keras does not read the schedule of Adagrad back: call model.compile before model.fit, which raises "
      "otherwise.");
}

// keras/optimizers.py, Optimizer.__init__ (2.0.9 to 2.3.1), which gets the config as keyword arguments, in its order;
// tensorflow/python/keras/optimizers.py up to 1.13, which has the same ones. From 1.14 on tf.keras makes those of
// optimizer_v2 (1.13.1 run, 1.14.0 and 1.15 read).
std::optional<Answer> unknown_argument(const Generation& loader, const keras::ConfigMarks& model) {
  const bool has_those_of_keras = loader.is_standalone() || !loader.tensorflow_since(1, 14);
  const auto which = atlas::find_class(atlas::Kind::optimizer, model.optimizer_class);
  const auto release = release_of(loader);
  if (!has_those_of_keras || !which || !release) return std::nullopt;
  for (const std::string& key : model.optimizer_keys) {
    if (atlas::takes(*which, key, *release) == atlas::Takes::no)
      return fails(say(atlas::refusal_text(*which, *release), {key}));
  }
  return std::nullopt;
}

}  // namespace

std::optional<Answer> compile_archive(const Generation& loader, const Contents& file) {
  return loader.is_keras_3() && file.model.compiled ? archive_in_keras_3(file.model) : std::nullopt;
}

std::optional<Answer> compile(const Generation& loader, const Contents& file) {
  const keras::ConfigMarks& model = file.model;
  if (!model.compiled) return std::nullopt;
  if (loader.is_keras_3()) return in_keras_3(loader, file);
  // The optimizers of TF >= 2.11 register under this name.
  if (model.optimizer_class.starts_with("Custom>") && !loader.tensorflow_since(2, 11)) {
    return fails(say("ValueError: Unknown optimizer: {}", {model.optimizer_class}));
  }
  if (auto refused = unknown_argument(loader, model)) return refused;
  // TF 2.3 stopped to write what earlier ones read without asking.
  if (!model.has_sample_weight_mode && !loader.tensorflow_since(2, 3)) return fails("KeyError: 'sample_weight_mode'");
  auto unknown = unknown_compiled_name(loader, file);
  // It is no class of the user's, to be handed over.
  if (unknown && model.optimizer_class.starts_with("LossScaleOptimizer")) return fails(std::move(unknown->error));
  return unknown ? unknown : schedule_as_dict(loader, file);
}

}  // namespace weighbridge::loaders
