// Python pickles among the members of an archive.
#ifndef WEIGHBRIDGE_CONTAINER_ZIP_PICKLES_H_
#define WEIGHBRIDGE_CONTAINER_ZIP_PICKLES_H_

#include <string>

#include "container/zip/zip.h"

namespace weighbridge::container {

// The first member called like a NumPy archive or a pickle that begins as a pickle does, with nothing around it; "" if
// there is none. Of several members of one name the one that Python's zipfile reads counts.
[[nodiscard]] std::string find_bare_pickle(ByteSource& source, const ZipDirectory& zip);

}  // namespace weighbridge::container

#endif  // WEIGHBRIDGE_CONTAINER_ZIP_PICKLES_H_
