// A zip has no fingerprint bytes like HDF5's signature; what happened to it shows in its members and in the file as a
// whole.
#ifndef WEIGHBRIDGE_CONTAINER_ZIP_MANGLING_H_
#define WEIGHBRIDGE_CONTAINER_ZIP_MANGLING_H_

#include "container/identification.h"
#include "container/probe.h"

namespace weighbridge::container {

// Sets `mangling` and `was` when the archive was passed through something that takes files for text.
[[nodiscard]] Result<void> note_zip_mangling(Probe& probe, Identification& found);

}  // namespace weighbridge::container

#endif  // WEIGHBRIDGE_CONTAINER_ZIP_MANGLING_H_
