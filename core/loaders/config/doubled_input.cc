#include "loaders/config/doubled_input.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "loaders/causes.h"
#include "loaders/load_weights.h"
#include "revival/doubled_batch.h"

namespace weighbridge::loaders {
namespace {

std::optional<revival::Shape> input_of(const Contents& file) {
  return file.model.is_sequential() ? revival::doubled_input(file.architecture["config"]) : std::nullopt;
}

std::string doubled_shape(const Contents& file) {
  const auto shape = input_of(file);
  return shape ? revival::python_shape(shape->extents) : "";
}

bool fits(const std::vector<revival::Extent>& made, const std::vector<std::uint64_t>& stored) {
  return std::ranges::equal(made, stored, [](const revival::Extent& one, std::uint64_t other) { return one == other; });
}

std::optional<Contradiction> misfit(const revival::FirstVariable& made, const keras::Checkpoint& checkpoint,
                                    const std::string& model) {
  const std::string name = made.layer["config"]["name"].string().value_or("");
  const auto layer = std::ranges::find(checkpoint.layers, name, &Layer::name);
  if (layer == checkpoint.layers.end() || layer->tensors.empty()) return std::nullopt;
  const Tensor& stored = layer->tensors.front();
  const bool is_meant = stored.shape_known && stored.path.contains(std::string(made.name));
  if (!is_meant || fits(made.shape, stored.shape)) return std::nullopt;
  OtherShape shape{.name = std::string(made.name),
                   .needed = {},
                   .stored = stored.shape,
                   .path = model + '/' + name + '/' + std::string(made.name)};
  for (const revival::Extent& one : made.shape) shape.needed.push_back(one.value_or(0));
  return Contradiction{.layer = name,
                       .class_name = layer->class_name,
                       .needed = {},
                       .stored = layer->tensors.size(),
                       .shape = std::move(shape)};
}

}  // namespace

bool is_made_for_doubled_input(const Generation& loader, const Contents& file) {
  return loader.is_keras_3() && !file.is_zip && !file.model.is_keras_1 && input_of(file).has_value();
}

std::string made_for_doubled_input(const Contents& file) {
  return "The file is in order, but load_model of Keras 3 makes this model, which has no InputLayer, for inputs of the "
         "shape " +
         doubled_shape(file) + ": one dimension too many.";
}

std::optional<Answer> misfit_of_doubled_input(const Generation& loader, const Contents& file) {
  if (!is_made_for_doubled_input(loader, file)) return std::nullopt;
  const std::string model = file.architecture["config"]["name"].string().value_or("");
  for (const auto& made : revival::made_with_doubled_batch(file.architecture["config"], loader.from.minor_number)) {
    if (const auto found = misfit(made, *file.subject.checkpoint, model))
      return raises_but_offers_weights(other_variables(loader, file, *found), causes::none(),
                                       made_for_doubled_input(file));
  }
  return std::nullopt;
}

// keras/src/models/functional.py, _adjust_input_rank (3.0.5 to 3.15.1): an axis of one is added to the data.
Answer warn_of_doubled_input(Answer answer, const Contents& file) {
  if (answer.outcome == LoaderOutcome::raises && answer.remedy.is_argument)
    return raises_but_offers_weights(std::move(answer.error), answer.causes, made_for_doubled_input(file));
  if (answer.outcome == LoaderOutcome::raises) return answer;
  const bool ends_in_one = input_of(file).value_or(revival::Shape{}).last() == 1U;
  std::string warning =
      "load_model returns, but Keras 3 makes this model, which has no InputLayer, for inputs of the "
      "shape " +
      doubled_shape(file) + ", one dimension too many: ";
  warning += ends_in_one ? "called on its data, it gives one dimension too many as well, or raises."
                         : "called on its data, it raises ValueError: Invalid input shape.";
  warning += " Build the model in code, then call model.load_weights on this file.";
  answer.remedy = answer.remedy.empty() ? std::move(warning) : warning + ' ' + answer.remedy.text;
  return answer;
}

}  // namespace weighbridge::loaders
