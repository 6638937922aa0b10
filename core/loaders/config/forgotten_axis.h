// Keras 3.0 to 3.8 takes the axis out of every layer of the legacy form and puts back only a list of one
// (keras/src/legacy/saving/saving_utils.py, model_from_config; 3.9.0 puts numbers back too): the layer works along the
// last axis.
#ifndef WEIGHBRIDGE_LOADERS_CONFIG_FORGOTTEN_AXIS_H_
#define WEIGHBRIDGE_LOADERS_CONFIG_FORGOTTEN_AXIS_H_

#include <cstdint>
#include <optional>
#include <string>

#include "base/json.h"
#include "keras/checkpoint.h"
#include "loaders/config/contradiction.h"

namespace weighbridge::loaders {

inline constexpr int kRemembersAxes = 9;  // minor of Keras 3

struct ForgottenAxis {
  std::string layer;  // the first that has an axis other than the last
  std::int64_t axis = 0;
  std::optional<std::string> refused_inputs;  // of Concatenate: what it raises
  std::optional<Contradiction> mismatch;      // the first weights that do not fit what it gives
  bool is_open = false;                       // the config does not tell whether it is the last, or what follows
};

// None where every axis is the last one.
[[nodiscard]] std::optional<ForgottenAxis> find_forgotten_axis(json::Value architecture,
                                                               const keras::Checkpoint& checkpoint);

}  // namespace weighbridge::loaders

#endif  // WEIGHBRIDGE_LOADERS_CONFIG_FORGOTTEN_AXIS_H_
