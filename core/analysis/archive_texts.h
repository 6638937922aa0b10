// The texts of a .keras archive that are read beside its weights.
#ifndef WEIGHBRIDGE_ANALYSIS_ARCHIVE_TEXTS_H_
#define WEIGHBRIDGE_ANALYSIS_ARCHIVE_TEXTS_H_

#include <vector>

#include "container/identification.h"
#include "container/zip/zip.h"
#include "keras/model_config.h"
#include "weighbridge/byte_source.h"

namespace weighbridge {

// metadata.json and config.json of a .keras archive. Adds to `wrong` those that are not what was packed.
[[nodiscard]] keras::ArchiveTexts read_archive_texts(ByteSource& file, const container::Identification& found,
                                                     std::vector<container::WrongChecksum>& wrong);

}  // namespace weighbridge

#endif  // WEIGHBRIDGE_ANALYSIS_ARCHIVE_TEXTS_H_
