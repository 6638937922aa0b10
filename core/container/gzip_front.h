// What is inside a gzip file, as far as its first bytes tell: a weight file that only needs gunzip is worth saying.
#ifndef WEIGHBRIDGE_CONTAINER_GZIP_FRONT_H_
#define WEIGHBRIDGE_CONTAINER_GZIP_FRONT_H_

#include "container/identification.h"
#include "container/probe.h"

namespace weighbridge::container {

// Facts `inner` (hdf5, zip or tar) and `original_name`, when they can be told.
void note_gzip_front(const Probe& probe, Identification& found);

}  // namespace weighbridge::container

#endif  // WEIGHBRIDGE_CONTAINER_GZIP_FRONT_H_
