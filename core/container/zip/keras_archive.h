// The members of a .keras archive (keras/src/saving/saving_lib.py: _METADATA_FILENAME, _CONFIG_FILENAME, _VARS_FNAME),
// in the order in which Keras writes them.
#ifndef WEIGHBRIDGE_CONTAINER_ZIP_KERAS_ARCHIVE_H_
#define WEIGHBRIDGE_CONTAINER_ZIP_KERAS_ARCHIVE_H_

#include <string_view>

namespace weighbridge::container {

inline constexpr std::string_view kMetadataMember = "metadata.json";
inline constexpr std::string_view kConfigMember = "config.json";
inline constexpr std::string_view kWeightsMember = "model.weights.h5";
inline constexpr std::string_view kNumpyWeightsMember = "model.weights.npz";  // in place of it: weights_format="npz"

}  // namespace weighbridge::container

#endif  // WEIGHBRIDGE_CONTAINER_ZIP_KERAS_ARCHIVE_H_
