// A Keras model that was saved into a group of a larger HDF5 file: nothing at the root, everything one or two levels down.
#ifndef WEIGHBRIDGE_RULES_SUBGROUP_MODEL_H_
#define WEIGHBRIDGE_RULES_SUBGROUP_MODEL_H_

#include <optional>
#include <string>

#include "hdf5/tree.h"

namespace weighbridge::rules {

struct SubgroupModel {
  std::string path;
  bool whole_model = false;  // with model_config; else weights only
};
// The first one, by name; looks at most two levels down.
[[nodiscard]] std::optional<SubgroupModel> find_subgroup_model(const hdf5::Node& root);

}  // namespace weighbridge::rules

#endif  // WEIGHBRIDGE_RULES_SUBGROUP_MODEL_H_
