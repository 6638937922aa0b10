// Operations of Keras 3, keras.ops: what a functional model has beside layers, and functions of the same names.
#ifndef WEIGHBRIDGE_REVIVAL_OPERATIONS_H_
#define WEIGHBRIDGE_REVIVAL_OPERATIONS_H_

#include <string>
#include <string_view>

#include "atlas/atlas.h"
#include "base/json.h"

namespace weighbridge::revival {

// {"class_name": "Add", "config": {"name": "add"}}: layers always say whether they are trainable, operations never.
[[nodiscard]] bool is_operation(json::Value layer);
// "keras.ops.expand_dims" for "expand_dims"; empty if this release has no operation of that name.
[[nodiscard]] std::string public_operation(std::string_view function_name, atlas::Release release);

}  // namespace weighbridge::revival

#endif  // WEIGHBRIDGE_REVIVAL_OPERATIONS_H_
