#include "revival/wrapping.h"

#include <utility>

#include "revival/messages.h"
#include "revival/python_text.h"

namespace weighbridge::revival {

std::string_view home_of_model(std::string_view name) {
  if (name == "Sequential") return "keras.src.models.sequential";
  return name == "Model" ? "keras.src.models.model" : "keras.src.models.functional";
}

Raised raised(std::string_view type, std::string text, Obstacle obstacle, std::string_view name) {
  return {.type = std::string(type),
          .text = std::move(text),
          .obstacle = obstacle,
          .name = std::string(name),
          .argument = ""};
}

Trouble not_properly(Trouble inner, std::string_view module, std::string_view class_name) {
  if (inner && inner->type == "TypeError") {
    inner->text =
        filled(messages::kNotProperly, "{}", std::string(module) + '.' + std::string(class_name)) + inner->text;
  }
  return inner;
}

Trouble when_deserializing(Trouble inner, std::string_view class_name) {
  if (!inner) return inner;
  inner->type = "TypeError";
  inner->text = filled(messages::kWhenDeserializing, "{}", class_name) + inner->text;
  return inner;
}

}  // namespace weighbridge::revival
