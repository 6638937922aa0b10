// What looks for variables of its own in the v3 layout: a layer, or the cell of a recurrent one.
#ifndef WEIGHBRIDGE_LOADERS_OBJECTS_OBJECT_H_
#define WEIGHBRIDGE_LOADERS_OBJECTS_OBJECT_H_

#include <string>
#include <string_view>
#include <vector>

#include "weighbridge/report.h"

namespace weighbridge::loaders {

struct Object {
  std::string class_name;  // "LSTMCell"; "Layer" when not known
  std::string name;
  std::vector<std::string> variables;  // what it expects: "kernel", "bias"
};

// The object of `layer` as Keras' messages show it; what it is called when the file does not say is the class's
// default.
[[nodiscard]] Object object_of(const Layer& layer);
[[nodiscard]] std::string_view class_of_object(const Layer& layer);

}  // namespace weighbridge::loaders

#endif  // WEIGHBRIDGE_LOADERS_OBJECTS_OBJECT_H_
