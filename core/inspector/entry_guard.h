// Looks at the headers that HDF5's library meets when it opens a file, before it does.
#ifndef WEIGHBRIDGE_INSPECTOR_ENTRY_GUARD_H_
#define WEIGHBRIDGE_INSPECTOR_ENTRY_GUARD_H_

#include <cstdint>

#include "weighbridge/byte_source.h"
#include "weighbridge/result.h"

namespace weighbridge::hdf5 {

// Fails, with the reason, where the root's header or the superblock extension's continues in a way on which HDF5 before
// 2.0 overruns its buffers. Whatever else is wrong with them HDF5 says in its own words. `claimed_end` as in
// OpenOptions.
[[nodiscard]] Result<void> check_entry(ByteSource& source, std::uint64_t claimed_end);

}  // namespace weighbridge::hdf5

#endif  // WEIGHBRIDGE_INSPECTOR_ENTRY_GUARD_H_
