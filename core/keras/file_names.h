// What Keras and TensorFlow call their files, and what a name promises: Keras 3, and tf.keras from 2.12 on, choose the
// reader by it and never by the content (keras/src/saving/saving_api.py, load_weights and load_model).
#ifndef WEIGHBRIDGE_KERAS_FILE_NAMES_H_
#define WEIGHBRIDGE_KERAS_FILE_NAMES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace weighbridge::keras {

inline constexpr std::string_view kWeightsEnding = ".weights.h5";
inline constexpr std::string_view kLegacyEnding = ".h5";
inline constexpr std::string_view kArchiveEnding = ".keras";
inline constexpr std::string_view kShardIndexEnding = ".weights.json";

// By the end of the name, as Keras looks at it: str.endswith, case-sensitive.
enum class NameKind { weights_h5, h5, keras, weights_json, other };
[[nodiscard]] NameKind name_kind(std::string_view file_name);

// The name without what name_kind() looked at: "model" of "model.weights.h5", "model.h5", "model.keras"; otherwise
// without the last extension.
[[nodiscard]] std::string stem(std::string_view file_name);
// The name with this ending instead of the one that name_kind() looked at; of any other name all of it stays.
[[nodiscard]] std::string with_ending(std::string_view file_name, std::string_view ending);

// A part of a sharded save, f"{name}_{index:05}.weights.h5" (saving_lib.py, ShardedH5IOStore, Keras >= 3.10). Whole
// models may be called so too: ModelCheckpoint("m_{epoch:05d}.weights.h5").
struct ShardName {
  std::string_view model;   // "m" of "m_00000.weights.h5"
  std::string_view number;  // "00000"
};
[[nodiscard]] std::optional<ShardName> shard_name(std::string_view file_name);

// A piece of a TensorFlow checkpoint: prefix.index, prefix.data-00000-of-00002
// (tensorflow/core/util/tensor_bundle/naming.cc: MetaFilename, DataFilename).
struct CheckpointPiece {
  std::string_view prefix;
  bool is_index = false;
  std::uint32_t number = 0;  // data: which of `of`
  std::uint32_t of = 0;
};
[[nodiscard]] std::optional<CheckpointPiece> checkpoint_piece(std::string_view file_name);
[[nodiscard]] std::string index_name(std::string_view prefix);
[[nodiscard]] std::string data_name(std::string_view prefix, std::uint32_t number, std::uint32_t of);

}  // namespace weighbridge::keras

#endif  // WEIGHBRIDGE_KERAS_FILE_NAMES_H_
