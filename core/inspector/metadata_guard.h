// Looks at every piece of metadata before HDF5 does: for the few lies on which HDF5 1.14.5 itself would crash, never
// end or take all memory while it opens a file and its root group. It is shown nothing else (inspector.h).
#ifndef WEIGHBRIDGE_INSPECTOR_METADATA_GUARD_H_
#define WEIGHBRIDGE_INSPECTOR_METADATA_GUARD_H_

#include <cstddef>
#include <cstdint>
#include <span>

#include "weighbridge/result.h"

namespace weighbridge::hdf5 {

class MetadataGuard {
 public:
  // `bytes` begin where HDF5 expects a structure. An error: HDF5 must not see them.
  [[nodiscard]] Result<void> admit(std::span<const std::byte> bytes);
  // Changes what HDF5 is about to see, where that avoids a trap: see the .cc.
  void mend(std::span<std::byte> bytes) const;

 private:
  void drop_free_list(std::span<std::byte> heap) const;
  void note_sizes(std::span<const std::byte> superblock);

  std::size_t length_bytes_ = 8;
};

}  // namespace weighbridge::hdf5

#endif  // WEIGHBRIDGE_INSPECTOR_METADATA_GUARD_H_
