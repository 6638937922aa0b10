#include "revival/refused_values.h"

#include <string>

#include "revival/messages.h"
#include "revival/python_text.h"
#include "revival/wrapping.h"

namespace weighbridge::revival {
namespace {

using json::Value;

// keras/src/layers/preprocessing/hashing.py, __init__ (3.0.5 to 3.15.1). TensorFlow up to 2.7 wrote the float type
// that every layer has and did not use it (2.8 says so and takes it for int64).
Trouble float_numbers(std::string_view name, Value config) {
  const std::string type = config["dtype"].string().value_or("");
  const bool gives_numbers = config["output_mode"].string().value_or("int") == "int";
  if (name != "Hashing" || !gives_numbers || type.empty() || type == "int32" || type == "int64") return std::nullopt;
  return raised("ValueError", filled(messages::kHashingType, "{}", type), Obstacle::value, name);
}

// keras/src/layers/preprocessing/image_preprocessing/random_shear.py, _set_factor_with_name (3.8.0 to 3.15.1): of a
// number 0.1 it makes (-0.1, 0.1), which get_config writes and _check_factor_range does not take.
Trouble negative_shear(std::string_view name, Value config) {
  if (name != "RandomShear") return std::nullopt;
  Trouble trouble;
  for (const std::string_view key : {"x_factor", "y_factor"}) {
    config[key].each_element([&](Value factor) {
      if (!trouble && factor.number().value_or(0) < 0)
        trouble =
            raised("ValueError", filled(messages::kShearFactor, "{}", python_repr(factor)), Obstacle::value, name);
    });
  }
  return trouble;
}

}  // namespace

Trouble refused_value(std::string_view name, Value config) {
  auto trouble = float_numbers(name, config);
  return when_deserializing(trouble ? std::move(trouble) : negative_shear(name, config), name);
}

}  // namespace weighbridge::revival
