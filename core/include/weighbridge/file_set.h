// Several files that are one thing: a sharded save, an unzipped .keras folder, the pieces of a TensorFlow checkpoint,
// the folder of a SavedModel.
#ifndef WEIGHBRIDGE_FILE_SET_H_
#define WEIGHBRIDGE_FILE_SET_H_

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "weighbridge/byte_source.h"

namespace weighbridge {

// A file of those that the user gave together. `path` is relative to what was given (a folder, a drop), with '/'.
struct NamedSource {
  std::string path;
  ByteSource* source = nullptr;
};

enum class GroupKind { single, shards, keras_folder, tf_checkpoint, saved_model, orbax };

struct FileGroup {
  GroupKind kind = GroupKind::single;
  std::string name;  // what it is called: its leading file's path, or the folder's
  // Indices into what was grouped, the leading file first; shards in the order of their numbers.
  std::vector<std::size_t> files;
};

// Sorts files into groups, each file into exactly one; groups in the order of their first file. By names; read are only
// the index of a sharded save, beside its shards, and the file `checkpoint` beside checkpoints. What can't be read
// groups nothing.
[[nodiscard]] std::vector<FileGroup> group_files(std::span<const NamedSource> files);

// What belongs to the index of a sharded save, of the names of the files in its folder: what it names, and what is
// called like that. None where it is no index.
[[nodiscard]] std::vector<std::string> shards_beside(const NamedSource& index, std::span<const std::string> names);

// Of a folder's files, which are weight files? By name: what Keras writes, what HDF5 is called elsewhere, the pieces of
// a TensorFlow checkpoint.
[[nodiscard]] bool is_named_like_weights(std::string_view path);
// By the first bytes, whatever its name: HDF5 (also where text mode mangled it) or a .keras archive. False where it
// can't be read.
[[nodiscard]] bool begins_like_weights(ByteSource& source);
// One of the two; the cheap question first, since names are known and bytes are to be read.
[[nodiscard]] bool is_weight_file(const NamedSource& file);

}  // namespace weighbridge

#endif  // WEIGHBRIDGE_FILE_SET_H_
