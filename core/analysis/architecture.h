// The text of the architecture, for those who follow it as Keras does.
#ifndef WEIGHBRIDGE_ANALYSIS_ARCHITECTURE_H_
#define WEIGHBRIDGE_ANALYSIS_ARCHITECTURE_H_

#include <optional>

#include "base/json.h"
#include "hdf5/tree.h"
#include "keras/model_config.h"

namespace weighbridge {

// config.json of an archive, or the attribute model_config of the file's root (null: no HDF5 could be opened). None if
// it is not there or is no JSON.
[[nodiscard]] std::optional<json::Document> read_architecture(const hdf5::Node* root, const keras::ArchiveTexts& texts);

}  // namespace weighbridge

#endif  // WEIGHBRIDGE_ANALYSIS_ARCHITECTURE_H_
