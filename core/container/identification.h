// What a file's bytes say it is. Names and extensions are not looked at.
#ifndef WEIGHBRIDGE_CONTAINER_IDENTIFICATION_H_
#define WEIGHBRIDGE_CONTAINER_IDENTIFICATION_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "container/superblock.h"
#include "container/zip/zip.h"

namespace weighbridge::container {

// The `container` ids of the report, in the order of its schema.
enum class Kind {
  hdf5,
  keras_zip,
  zip,
  empty,
  zeros,
  git_lfs_pointer,
  html,
  xml,
  json,
  text,
  pickle,
  torch_zip,
  npz,
  npy,
  safetensors,
  gguf,
  onnx,
  tflite,
  tf_checkpoint_index,
  tf_checkpoint_data,
  tf_savedmodel,
  orbax,
  gzip,
  bzip2,
  xz,
  seven_zip,
  rar,
  tar,
  unknown,
};
[[nodiscard]] std::string_view kind_id(Kind kind);     // "keras-zip"
[[nodiscard]] std::string_view kind_title(Kind kind);  // for people: "a NumPy archive (.npz)"

// How an HDF5 or zip signature was damaged on its way, when it was (HDF5 spec: the signature exists to catch this).
enum class Mangling { none, crlf_to_lf, lf_to_crlf, utf8_replaced, latin1_to_utf8 };

struct Identification {
  Kind kind = Kind::unknown;
  std::uint64_t size_bytes = 0;
  std::string first_bytes_hex;  // up to 16 bytes, "89 48 44 46 ..."
  std::string text_excerpt;     // text kinds: the first 200 bytes, valid UTF-8
  // Facts found while identifying; those that a kind's bytes don't show are absent.
  //   git-lfs-pointer  oid ("sha256:4d7a..."), size_bytes
  //   html             title
  //   xml              root, code, message
  //   json             keys ("message, status"), valid ("false": it only begins like JSON), message (of a server's error), class_name (of a
  //                    Keras config), weight_map (number of entries) and shards ("m_00000.weights.h5, ...") of a shard index
  //   text             language ("python" or a script's interpreter), symlink_target, tf_checkpoint (prefix named by TensorFlow's
  //   `checkpoint`
  //                    file), base64_of ("hdf5", "zip"), pointer ("dvc", "git-annex"), encoding ("utf-16", "8-bit")
  //   zip              keras_folder (holds what should be at the top), weights_inside (name of an .h5 or .keras member), format,
  //   bare_pickle (name
  //                    of a member that is a pickle and nothing else)
  //   gzip             inner ("hdf5", "zip", "gzip", "tar"), original_name
  //   pickle           protocol, format ("a PyTorch checkpoint ...")
  //   tar              first_member      npy   header      safetensors, gguf   tensors      onnx   producer
  //   unknown          format ("a PNG image"): known, but of no kind of its own
  //   orbax            piece ("the manifest of its database"); of the list of arrays also arrays, model_arrays (numbers), names, jax_arrays
  //   mangling         mangled_by ("CR LF became LF")
  std::map<std::string, std::string> facts;
  std::optional<Superblock> superblock;            // hdf5; also of a displaced one, its numbers absolute all the same
  std::optional<std::uint64_t> hdf5_signature_at;  // where the signature stands, also when not at a legal place (leading junk)
  std::optional<ZipDirectory> zip;                 // keras-zip zip torch-zip npz
  Mangling mangling = Mangling::none;
  // Of the signature that was mangled or displaced: what the file was before ("hdf5" or "zip"); empty otherwise.
  std::string was;
};

}  // namespace weighbridge::container

#endif  // WEIGHBRIDGE_CONTAINER_IDENTIFICATION_H_
