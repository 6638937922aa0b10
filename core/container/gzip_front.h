// What is inside a gzip file, as far as its first bytes tell: a weight file that only needs gunzip is worth saying.
#ifndef WEIGHBRIDGE_CONTAINER_GZIP_FRONT_H_
#define WEIGHBRIDGE_CONTAINER_GZIP_FRONT_H_

#include "container/identification.h"
#include "container/probe.h"

namespace weighbridge::container {

// not_known where the first bytes do not tell.
[[nodiscard]] Inside inside_gzip(const Probe& probe);

}  // namespace weighbridge::container

#endif  // WEIGHBRIDGE_CONTAINER_GZIP_FRONT_H_
