// Which layer of the config an object of the v3 layout is whose path was lost: from Keras 3.6 on each says its name
// (keras/src/saving/saving_lib.py, H5IOStore.make of 3.6.0).
#ifndef WEIGHBRIDGE_KERAS_UNCLAIMED_LOST_OBJECTS_H_
#define WEIGHBRIDGE_KERAS_UNCLAIMED_LOST_OBJECTS_H_

#include <deque>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>

#include "keras/model_config.h"
#include "keras/path_tree.h"

namespace weighbridge::keras {

class LostObjects {
 public:
  LostObjects() = default;
  // Of the groups that no link leads to, those with a name that one of them has, and one layer of `model`. `root` must
  // outlive this.
  LostObjects(const PathNode& root, const LayerConfig& model);

  // The object of this name, as if it stood at `path`; null if there is none.
  [[nodiscard]] const PathNode* place(std::string_view name, const std::string& path);
  [[nodiscard]] bool was_placed(const PathNode& group) const { return placed_.contains(&group); }

 private:
  std::unordered_map<std::string, const PathNode*> objects_;
  std::set<const PathNode*> placed_;
  std::deque<PathNode> moved_;
};

}  // namespace weighbridge::keras

#endif  // WEIGHBRIDGE_KERAS_UNCLAIMED_LOST_OBJECTS_H_
