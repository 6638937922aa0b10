// A tree as text, so that two readers' answers can be compared and a difference can be read.
#ifndef WEIGHBRIDGE_TESTS_READERS_TREE_TEXT_H_
#define WEIGHBRIDGE_TESTS_READERS_TREE_TEXT_H_

#include <string>
#include <vector>

#include "hdf5/tree.h"

namespace weighbridge::tests {

// A node or an attribute with everything that is known of it.
struct TreeLine {
  std::string path;  // of an attribute: PATH@NAME
  std::string text;
  std::string order;  // when its link was made, where the file tells; HDF5 does not say it of old-style groups
};

// In the tree's order, the root first; an attribute behind the node that has it.
[[nodiscard]] std::vector<TreeLine> lines_of(const hdf5::Tree& tree);

// All of it, with the counts that the tree keeps.
[[nodiscard]] std::string describe(const hdf5::Tree& tree);

}  // namespace weighbridge::tests

#endif  // WEIGHBRIDGE_TESTS_READERS_TREE_TEXT_H_
