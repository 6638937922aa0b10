// The variables that a layer of Keras' own makes when it is built as its config says.
#ifndef WEIGHBRIDGE_LOADERS_CONFIG_NEEDED_VARIABLES_H_
#define WEIGHBRIDGE_LOADERS_CONFIG_NEEDED_VARIABLES_H_

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "atlas/atlas.h"
#include "base/json.h"

namespace weighbridge::loaders {

struct NeededVariable {
  std::string_view name;                              // "kernel"
  std::vector<std::optional<std::uint64_t>> extents;  // none: what the config alone does not tell
};

struct NeededVariables {
  std::vector<NeededVariable> list;
  bool in_order = true;  // as they are stored
};

// `layer` is {"class_name": ..., "config": ..., "build_config": ...}. None where the list rests on more than flags of
// the config: layers in layers, equations, quantized kernels.
[[nodiscard]] std::optional<NeededVariables> needed_variables(json::Value layer, atlas::Release release);

}  // namespace weighbridge::loaders

#endif  // WEIGHBRIDGE_LOADERS_CONFIG_NEEDED_VARIABLES_H_
