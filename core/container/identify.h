// Looks at the first (and last) bytes of a file.
#ifndef WEIGHBRIDGE_CONTAINER_IDENTIFY_H_
#define WEIGHBRIDGE_CONTAINER_IDENTIFY_H_

#include "container/identification.h"
#include "weighbridge/byte_source.h"

namespace weighbridge::container {

// Reads the first 64 KiB, the last 64 KiB and, only where nothing is known by then, the places 512 * 2^n where HDF5
// looks for its signature and the first MiB; a zip's directory; the whole of what may be text (1 MiB, JSON 64 MiB).
// Fails only if the source does.
[[nodiscard]] Result<Identification> identify(ByteSource& source);

}  // namespace weighbridge::container

#endif  // WEIGHBRIDGE_CONTAINER_IDENTIFY_H_
