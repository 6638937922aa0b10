// Finds nodes by path, many times: a group's children are indexed the first time it is asked for, so that thousands of
// layers in one group, or thousands of arrays of one optimizer, cost one pass.
#ifndef WEIGHBRIDGE_KERAS_NODE_INDEX_H_
#define WEIGHBRIDGE_KERAS_NODE_INDEX_H_

#include <string_view>
#include <unordered_map>

#include "hdf5/tree.h"

namespace weighbridge::keras {

class NodeIndex {
 public:
  // `top` must outlive the index and stay as it is.
  explicit NodeIndex(const hdf5::Node& top) : top_(top) {}
  // The node at "a/b/c" below the top; null if there is none, or for an empty path.
  [[nodiscard]] const hdf5::Node* at(std::string_view path) { return find(path).node; }

  struct Found {
    const hdf5::Node* node = nullptr;
    bool hidden = false;  // not found, but the group in which it would be could not be listed: it may well be there
  };
  [[nodiscard]] Found find(std::string_view path);

 private:
  using Children = std::unordered_map<std::string_view, const hdf5::Node*>;
  const hdf5::Node* child(const hdf5::Node& group, std::string_view name);

  const hdf5::Node& top_;
  std::unordered_map<const hdf5::Node*, Children> indexed_;
};

}  // namespace weighbridge::keras

#endif  // WEIGHBRIDGE_KERAS_NODE_INDEX_H_
