// What the tests of the reader of our own ask of it.
#ifndef WEIGHBRIDGE_TESTS_UNIT_HDF5_WALK_DESCRIBE_H_
#define WEIGHBRIDGE_TESTS_UNIT_HDF5_WALK_DESCRIBE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "hdf5/tree.h"
#include "hdf5/walk/budget.h"
#include "readers/tree_text.h"
#include "unit/hdf5/image.h"

namespace weighbridge::tests {

// Lists an image with the reader of our own; the test fails where nothing is found.
[[nodiscard]] hdf5::Tree walk(const Bytes& image);
[[nodiscard]] Result<hdf5::Tree> try_walk(const Bytes& image, hdf5::walk::Budget budget = hdf5::walk::Budget());

// The paths of all datasets, in the tree's order.
[[nodiscard]] std::vector<std::string> dataset_paths(const hdf5::Tree& tree);
// Where the values of all datasets lie, in order.
[[nodiscard]] std::vector<std::uint64_t> dataset_offsets(const hdf5::Tree& tree);

}  // namespace weighbridge::tests

#endif  // WEIGHBRIDGE_TESTS_UNIT_HDF5_WALK_DESCRIBE_H_
