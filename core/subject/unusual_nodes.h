// What most rules about the structure of a file look for: objects that Keras does not write by itself.
#ifndef WEIGHBRIDGE_SUBJECT_UNUSUAL_NODES_H_
#define WEIGHBRIDGE_SUBJECT_UNUSUAL_NODES_H_

#include <vector>

#include "hdf5/tree.h"

namespace weighbridge {

// Every node but the root that is neither a plain group nor an array whose values lie in one piece, as many as its
// shape says; and those with a backslash in the name. The tree must outlive them.
[[nodiscard]] std::vector<const hdf5::Node*> find_unusual_nodes(const hdf5::Tree& tree);

}  // namespace weighbridge

#endif  // WEIGHBRIDGE_SUBJECT_UNUSUAL_NODES_H_
