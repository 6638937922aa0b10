// What the parts of this folder share: names of Keras' own, and exceptions put into others on their way out.
#ifndef WEIGHBRIDGE_REVIVAL_WRAPPING_H_
#define WEIGHBRIDGE_REVIVAL_WRAPPING_H_

#include <string>
#include <string_view>

#include "base/json.h"
#include "revival/raised.h"

namespace weighbridge::revival {

inline constexpr int kMostDepth = 64;  // models in models; Keras' own applications have 3

[[nodiscard]] inline std::string text_of(json::Value value) { return value.string().value_or(""); }
[[nodiscard]] inline bool is_keras(std::string_view module) {
  return module == "keras" || module.starts_with("keras.");
}
// The package that goes on with TensorFlow's Keras: its models name their own modules, its layers those of Keras.
[[nodiscard]] inline bool is_tf_keras(std::string_view module) {
  return module == "tf_keras" || module.starts_with("tf_keras.");
}
// KerasHub and its forerunners.
[[nodiscard]] inline bool is_beside_keras(std::string_view package) {
  return package == "keras_hub" || package == "keras_cv" || package == "keras_nlp";
}
[[nodiscard]] inline bool is_model(std::string_view name) {
  return name == "Functional" || name == "Model" || name == "Sequential";
}
// Where Keras 3 has them.
[[nodiscard]] std::string_view home_of_model(std::string_view name);

[[nodiscard]] Raised raised(std::string_view type, std::string text, Obstacle obstacle, std::string_view name = "");
// deserialize_keras_object around from_config: a TypeError is put into another, all else goes through.
[[nodiscard]] Trouble not_properly(Trouble inner, std::string_view module, std::string_view class_name);
// Operation.from_config (Keras 3) and Layer.from_config around the constructor: whatever is raised becomes a TypeError.
[[nodiscard]] Trouble when_deserializing(Trouble inner, std::string_view class_name);

}  // namespace weighbridge::revival

#endif  // WEIGHBRIDGE_REVIVAL_WRAPPING_H_
