#include "subject/node_path.h"

namespace weighbridge {

std::string join_path(const std::vector<const hdf5::Node*>& nodes) {
  std::string path;
  for (const hdf5::Node* node : nodes) path.append(path.empty() ? "" : "/").append(node->name);
  return path;
}

}  // namespace weighbridge
