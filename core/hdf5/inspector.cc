#include "hdf5/inspector.h"

#include <hdf5.h>

#include "hdf5/entry_guard.h"
#include "hdf5/error_stack.h"
#include "hdf5/file.h"
#include "hdf5/handle.h"

namespace weighbridge::hdf5 {

Result<void> inspect(ByteSource& source, std::uint64_t claimed_end) {
  if (auto checked = check_entry(source, claimed_end); !checked) return checked;
  auto file = File::open(source, claimed_end);
  if (!file) return std::unexpected(file.error());
  const auto root = own<ObjectHandle>(H5Oopen(file->id(), "/", H5P_DEFAULT));
  if (file->source_failure()) return std::unexpected(*file->source_failure());
  if (!root) return std::unexpected(root.error());
  return {};
}

}  // namespace weighbridge::hdf5
