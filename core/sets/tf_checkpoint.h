// The pieces of a TensorFlow checkpoint (keras/file_names.h) and, once a folder, the text file `checkpoint`.
#ifndef WEIGHBRIDGE_SETS_TF_CHECKPOINT_H_
#define WEIGHBRIDGE_SETS_TF_CHECKPOINT_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "weighbridge/byte_source.h"

namespace weighbridge::sets {

// The prefix that the text file `checkpoint` names: model_checkpoint_path: "w.ckpt". Without folders.
[[nodiscard]] std::optional<std::string> named_checkpoint(ByteSource& source);

// The names that the set lacks, given the names that are there; all of one prefix.
[[nodiscard]] std::vector<std::string> missing_pieces(std::string_view prefix, const std::vector<std::string>& names);

}  // namespace weighbridge::sets

#endif  // WEIGHBRIDGE_SETS_TF_CHECKPOINT_H_
