#include "loaders/config/lost_axis.h"

#include <string>

#include "loaders/causes.h"
#include "loaders/load_weights.h"
#include "loaders/messages.h"

namespace weighbridge::loaders {
namespace {

bool forgets(const Generation& loader, const Contents& file) {
  return loader.is_keras_3() && !loader.keras_since(3, kRemembersAxes) && file.forgotten_axis.has_value();
}

// "Keras 3.0 to 3.8 forget the axis 1 of 'concatenate' in .h5 files"
std::string what_is_forgotten(const Contents& file) {
  const ForgottenAxis& forgotten = *file.forgotten_axis;
  return "Keras 3.0 to 3.8 forget in .h5 files that the axis of '" + forgotten.layer + "' is " +
         std::to_string(forgotten.axis);
}

// What the model is compiled with may stop later versions as well.
std::string with_later_keras(bool compiles) {
  return std::string(" Load it with Keras 3.9 or later") + (compiles ? "" : ", with load_model(path, compile=False)");
}

std::string in_order(const Contents& file, bool compiles) {
  return "The file is in order, but " + what_is_forgotten(file) + "." + with_later_keras(compiles) + ".";
}

}  // namespace

std::optional<Answer> join_along_last_axis(const Generation& loader, const Contents& file, bool compiles) {
  if (!forgets(loader, file) || !file.forgotten_axis->refused_inputs) return std::nullopt;
  const std::string error = std::string(messages::kConcatenateRefuses) + *file.forgotten_axis->refused_inputs;
  return raises_but_offers_weights(error, causes::none(), in_order(file, compiles));
}

std::optional<Answer> calculate_along_last_axis(const Generation& loader, const Contents& file, bool compiles) {
  if (!forgets(loader, file)) return std::nullopt;
  if (const auto& mismatch = file.forgotten_axis->mismatch)
    return raises_but_offers_weights(other_variables(loader, file, *mismatch), causes::none(),
                                     in_order(file, compiles));
  const std::string instead =
      with_later_keras(compiles) + ", or build the model in code, then call model.load_weights on this file.";
  if (file.forgotten_axis->is_open) {
    return depends(causes::none(), what_is_forgotten(file) +
                                       ": if that is not its last axis, load_model raises or the model calculates "
                                       "something else." +
                                       instead);
  }
  return loads("load_model returns, but " + what_is_forgotten(file) + ", so that the model calculates something else." +
               instead);
}

}  // namespace weighbridge::loaders
