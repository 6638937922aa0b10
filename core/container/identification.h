// What a file's bytes say it is. Names and extensions are not looked at.
#ifndef WEIGHBRIDGE_CONTAINER_IDENTIFICATION_H_
#define WEIGHBRIDGE_CONTAINER_IDENTIFICATION_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "container/details.h"
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
  std::string first_bytes_hex;     // up to 16 bytes, "89 48 44 46 ..."
  std::string text_excerpt;        // text kinds: the first 200 bytes, valid UTF-8
  bool begins_with_zeros = false;  // its first eight bytes
  Details details;
  std::optional<Superblock> superblock;  // hdf5; also of a displaced one, its numbers absolute all the same
  // Where the signature stands, also when not at a legal place (leading junk).
  std::optional<std::uint64_t> hdf5_signature_at;
  std::optional<ZipDirectory> zip;  // keras-zip zip torch-zip npz
  Mangling mangling = Mangling::none;
  // Of the signature that was mangled or displaced: what the file was before ("hdf5" or "zip"); empty otherwise.
  std::string was;

  // What its kind's bytes show, where they showed anything: as<HtmlPage>(); null otherwise.
  template <typename Detail>
  [[nodiscard]] const Detail* as() const {
    return std::get_if<Detail>(&details);
  }
};

}  // namespace weighbridge::container

#endif  // WEIGHBRIDGE_CONTAINER_IDENTIFICATION_H_
