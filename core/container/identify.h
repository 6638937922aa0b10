// What the first (and last) bytes of a file say it is. Names and extensions are not looked at.
#ifndef WEIGHBRIDGE_CONTAINER_IDENTIFY_H_
#define WEIGHBRIDGE_CONTAINER_IDENTIFY_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "container/superblock.h"
#include "container/zip.h"
#include "weighbridge/byte_source.h"

namespace weighbridge::container {

// The `container` ids of the report (design section 5), in its order.
enum class Kind {
  hdf5, keras_zip, zip, empty, zeros, git_lfs_pointer, html, xml, json, text, pickle, torch_zip, npz, npy, safetensors,
  gguf, onnx, tflite, tf_checkpoint_index, tf_checkpoint_data, tf_savedmodel, gzip, bzip2, xz, seven_zip, rar, tar, unknown,
};
[[nodiscard]] std::string_view kind_id(Kind kind);     // "keras-zip"
[[nodiscard]] std::string_view kind_title(Kind kind);  // for people: "a NumPy archive (.npz)"

// How an HDF5 or zip signature was damaged on its way, when it was (HDF5 spec: the signature exists to catch this).
enum class Mangling { none, crlf_to_lf, lf_to_crlf, utf8_replaced, latin1_to_utf8 };

struct Identification {
  Kind kind = Kind::unknown;
  std::uint64_t size_bytes = 0;
  std::string first_bytes_hex;                 // up to 16 bytes, "89 48 44 46 ..."
  std::string text_excerpt;                    // text kinds: the first 200 bytes, valid UTF-8
  // Facts found while identifying, by kind: git-lfs-pointer {oid, size_bytes}; html {title}; json {keys}; text {language: "python", or
  // symlink_target}; xml {code}; pickle {protocol}; safetensors {tensors}; tflite etc. none.
  std::map<std::string, std::string> facts;
  std::optional<Superblock> superblock;        // hdf5
  std::optional<std::uint64_t> hdf5_signature_at;  // where the signature stands, also when not at a legal place (leading junk)
  std::optional<ZipDirectory> zip;             // keras-zip zip torch-zip npz
  Mangling mangling = Mangling::none;
  // Of the signature that was mangled or displaced: what the file was before ("hdf5" or "zip"); empty otherwise.
  std::string was;
};

// Reads the first 64 KiB, the last 64 KiB and, only where HDF5's rules ask for it, the places 512 * 2^n. Fails only if the source does.
[[nodiscard]] Result<Identification> identify(ByteSource& source);

}  // namespace weighbridge::container

#endif  // WEIGHBRIDGE_CONTAINER_IDENTIFY_H_
