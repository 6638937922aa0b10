// What is known about a dataset without reading its values.
#ifndef WEIGHBRIDGE_TESTS_READERS_LIBRARY_DATASET_H_
#define WEIGHBRIDGE_TESTS_READERS_LIBRARY_DATASET_H_

#include <hdf5.h>

#include <cstdint>
#include <vector>

#include "hdf5/node.h"
#include "inspector/file.h"

namespace weighbridge::hdf5::reference {

struct Extent {
  std::vector<std::uint64_t> shape;
  bool is_null = false;
};
[[nodiscard]] Result<Extent> read_extent(hid_t space);

// `report_offset` as in OpenOptions.
[[nodiscard]] Result<Dataset> read_dataset(hid_t dataset, const File& file, std::uint64_t report_offset);

}  // namespace weighbridge::hdf5::reference

#endif  // WEIGHBRIDGE_TESTS_READERS_LIBRARY_DATASET_H_
