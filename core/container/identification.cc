#include "container/identification.h"

#include <array>
#include <cstddef>
#include <string_view>

namespace weighbridge::container {
namespace {

struct Words {
  std::string_view id;
  std::string_view title;
};

constexpr std::array kWords = {
    Words{"hdf5", "an HDF5 file"},
    Words{"keras-zip", "a .keras archive"},
    Words{"zip", "a zip archive"},
    Words{"empty", "an empty file"},
    Words{"zeros", "a file of zero bytes only"},
    Words{"git-lfs-pointer", "a Git LFS pointer"},
    Words{"html", "a web page (HTML)"},
    Words{"xml", "an XML document"},
    Words{"json", "a JSON document"},
    Words{"text", "a text file"},
    Words{"pickle", "a Python pickle"},
    Words{"torch-zip", "a PyTorch checkpoint"},
    Words{"npz", "a NumPy archive (.npz)"},
    Words{"npy", "a NumPy array (.npy)"},
    Words{"safetensors", "a safetensors file"},
    Words{"gguf", "a GGUF model (llama.cpp)"},
    Words{"onnx", "an ONNX model"},
    Words{"tflite", "a TensorFlow Lite model (.tflite)"},
    Words{"tf-checkpoint-index", "the index of a TensorFlow checkpoint (.index)"},
    Words{"tf-checkpoint-data", "the data of a TensorFlow checkpoint (.data-00000-of-00001)"},
    Words{"tf-savedmodel", "the graph of a TensorFlow SavedModel (saved_model.pb)"},
    Words{"orbax", "a piece of an Orbax checkpoint"},
    Words{"gzip", "a gzip-compressed file"},
    Words{"bzip2", "a bzip2-compressed file"},
    Words{"xz", "an xz-compressed file"},
    Words{"7z", "a 7-Zip archive"},
    Words{"rar", "a RAR archive"},
    Words{"tar", "a tar archive"},
    Words{"unknown", "a file of unknown format"},
};
static_assert(kWords.size() == static_cast<std::size_t>(Kind::unknown) + 1);

}  // namespace

std::string_view kind_id(Kind kind) { return kWords[static_cast<std::size_t>(kind)].id; }
std::string_view kind_title(Kind kind) { return kWords[static_cast<std::size_t>(kind)].title; }

}  // namespace weighbridge::container
