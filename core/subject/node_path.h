// The path of a node, for what keeps the nodes on the way to it.
#ifndef WEIGHBRIDGE_SUBJECT_NODE_PATH_H_
#define WEIGHBRIDGE_SUBJECT_NODE_PATH_H_

#include <string>
#include <vector>

#include "hdf5/node.h"

namespace weighbridge {

// The names from the root down to a node, joined with slashes.
[[nodiscard]] std::string join_path(const std::vector<const hdf5::Node*>& nodes);

}  // namespace weighbridge

#endif  // WEIGHBRIDGE_SUBJECT_NODE_PATH_H_
