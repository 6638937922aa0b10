// The pieces of a TensorFlow checkpoint: prefix.index, prefix.data-00000-of-00002 ... and, once a folder, the text file `checkpoint`
// (tensorflow/core/util/tensor_bundle/naming.cc: MetaFilename, DataFilename).
#ifndef WEIGHBRIDGE_SETS_TF_CHECKPOINT_H_
#define WEIGHBRIDGE_SETS_TF_CHECKPOINT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "weighbridge/byte_source.h"

namespace weighbridge::sets {

struct CheckpointPiece {
  std::string_view prefix;
  bool is_index = false;
  std::uint32_t number = 0;  // data: which of `of`
  std::uint32_t of = 0;
};
// None if `name` is not such a name.
[[nodiscard]] std::optional<CheckpointPiece> checkpoint_piece(std::string_view name);

// The prefix that the text file `checkpoint` names: model_checkpoint_path: "w.ckpt". Without folders.
[[nodiscard]] std::optional<std::string> named_checkpoint(ByteSource& source);

// The names that the set lacks, given the names that are there; all of one prefix.
[[nodiscard]] std::vector<std::string> missing_pieces(std::string_view prefix, const std::vector<std::string>& names);

}  // namespace weighbridge::sets

#endif  // WEIGHBRIDGE_SETS_TF_CHECKPOINT_H_
