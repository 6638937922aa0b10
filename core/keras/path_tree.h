// The groups of a file as paths. tf.keras 2.12-2.15 on Windows wrote `layers\dense` as one name (os.path.join in its
// saving_lib); here such names are split, so that the layers can be shown although no Keras on Linux finds them.
#ifndef WEIGHBRIDGE_KERAS_PATH_TREE_H_
#define WEIGHBRIDGE_KERAS_PATH_TREE_H_

#include <string>
#include <string_view>
#include <vector>

#include "hdf5/tree.h"

namespace weighbridge::keras {

struct PathNode {
  std::string name;  // one part, without separators
  // As in the file, without a leading slash; parts of a split name keep their backslash.
  std::string path;
  const hdf5::Node* node = nullptr;  // null: a part of a split name that is no group of its own
  std::vector<PathNode> children;    // in the file's order
  // It or something below it has a group `vars`, the mark of a saved object in the v3 layout.
  bool holds_vars = false;

  [[nodiscard]] const PathNode* child(std::string_view child_name) const;
  [[nodiscard]] bool is_dataset() const;
};

struct PathTree {
  PathNode root;
  bool has_backslash_names = false;
};

// `tree_root` must outlive the result.
[[nodiscard]] PathTree make_path_tree(const hdf5::Node& tree_root);

}  // namespace weighbridge::keras

#endif  // WEIGHBRIDGE_KERAS_PATH_TREE_H_
