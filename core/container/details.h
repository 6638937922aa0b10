// What a file's bytes show beyond its kind; each kind has its own. Values for rules to decide on, not words.
#ifndef WEIGHBRIDGE_CONTAINER_DETAILS_H_
#define WEIGHBRIDGE_CONTAINER_DETAILS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace weighbridge::container {

// git-lfs-pointer
struct LfsPointer {
  std::optional<std::uint64_t> size_bytes;  // of the real file
};

// html
struct HtmlPage {
  std::string title;  // empty: none
};

// xml
struct XmlDocument {
  std::string code;  // of an error, as S3 and Google Cloud Storage answer; empty: none
};

// What a shard index says: which variables are in which of the files.
struct ShardList {
  std::size_t entries = 0;
  std::vector<std::string> files;  // each once; more than `kMostShardFiles` are not kept
};
inline constexpr std::size_t kMostShardFiles = 20;

// The model.json of a conversion for TensorFlow.js: it names the .bin files with the weights (tfjs-converter,
// write_weights.py).
struct TfjsModel {
  bool has_layers = false;    // "layers-model", a Keras model; else "graph-model", operations of TensorFlow
  std::string keras_version;  // of the file that was converted; empty: not said
  // A weight whose name has the model's name in front, as Keras >= 3.3 makes them; empty: none.
  std::string renamed;
};

// json
struct JsonDocument {
  bool is_valid = true;                   // false: it only begins like JSON
  std::optional<std::string> message;     // of a server's error
  std::optional<std::string> class_name;  // of a Keras config
  std::string module;                     // the same, where the class is: Keras 3, config.json of TensorFlow 2.13
  std::string keras_version;              // the same, of to_json() before Keras 3
  std::optional<ShardList> shards;        // it is the index of a sharded save
  std::optional<TfjsModel> tfjs;
};

// text
enum class TextKind {
  plain,
  source_code,    // named: "python", or the interpreter of a script
  link_target,    // named: the path, which is all there is: a symbolic link that was checked out as text
  tf_checkpoint,  // named: the prefix that TensorFlow's `checkpoint` file gives
  dvc_pointer,
  git_annex_pointer,
  base64_of_hdf5,
  base64_of_zip,
};
struct PlainText {
  TextKind kind = TextKind::plain;
  std::string named;
};

// zip and its kind
struct ZipContents {
  std::string keras_folder;    // holds what should be at the top; empty: there is none
  std::string weights_inside;  // the name of an .h5 or .keras member; empty: none
  std::string bare_pickle;     // the name of a member that is a pickle and nothing else; empty: none
  std::string format;          // what else it is: "an Office document"
};

// gzip bzip2 xz 7z rar tar, and unknown ones: it wraps another file and must be unpacked first, whatever is inside.
enum class Inside { not_known, hdf5, zip, gzip, tar };
struct PackedFile {
  Inside inside = Inside::not_known;
  std::string format;  // "an LZ4-compressed file", where it has no kind of its own
};

// pickle, unknown: known, but of no kind of its own.
struct OtherFormat {
  std::string name;       // "a PNG image"
  bool of_torch = false;  // pickle: of torch.save, which writes more than one
};

// npy
struct NumpyArray {
  bool of_objects = false;  // pickled, whatever they are
};

// orbax: which file of a checkpoint it is, and what its list of arrays says.
enum class OrbaxFile {
  manifest,
  database,
  array_list,
  contents_note,
  array_shapes,
  devices,
  finish_note,
  architecture
};
struct OrbaxPiece {
  OrbaxFile file = OrbaxFile::manifest;
  std::size_t arrays = 0;          // of an array_list: all; 0: there is none
  std::size_t model_arrays = 0;    // the model's
  std::vector<std::string> names;  // of the model's, the first kMostOrbaxNames
  bool has_jax_arrays = false;     // written by the JAX backend
};
inline constexpr std::size_t kMostOrbaxNames = 20;

using Details = std::variant<std::monostate, LfsPointer, HtmlPage, XmlDocument, JsonDocument, PlainText, ZipContents,
                             PackedFile, OtherFormat, NumpyArray, OrbaxPiece>;

}  // namespace weighbridge::container

#endif  // WEIGHBRIDGE_CONTAINER_DETAILS_H_
