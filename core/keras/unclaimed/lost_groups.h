// Which listed layer a group is whose link was lost: the names of a file's many groups are the last thing that the HDF5
// library writes (h5py, a large group's heap), so a file that is cut keeps the arrays and loses the names.
#ifndef WEIGHBRIDGE_KERAS_UNCLAIMED_LOST_GROUPS_H_
#define WEIGHBRIDGE_KERAS_UNCLAIMED_LOST_GROUPS_H_

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "hdf5/tree.h"
#include "keras/model_config.h"

namespace weighbridge::keras {

class LostGroups {
 public:
  LostGroups() = default;
  // Of the groups that were found without a link (hdf5/lost_arrays.h), those of the legacy layout that tell whose they
  // are: their `weight_names` all begin with the name of one layer in `listed`, or, for a model in the model, name
  // layers that `config` has in it alone. `root` and `listed` must outlive this.
  LostGroups(const hdf5::Node& root, std::span<const std::string> listed, const ModelConfig& config);

  // The group of a layer; null if none says that it is, or more than one.
  [[nodiscard]] const hdf5::Node* group_of(std::string_view layer) const;

 private:
  std::unordered_map<std::string_view, const hdf5::Node*> groups_;
};

}  // namespace weighbridge::keras

#endif  // WEIGHBRIDGE_KERAS_UNCLAIMED_LOST_GROUPS_H_
