// Which files of a folder are meant by "the weight files in it".
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/text.h"
#include "container/identify.h"
#include "keras/file_names.h"
#include "sets/paths.h"
#include "weighbridge/file_set.h"

namespace weighbridge {
namespace {

// keras/src/saving/saving_api.py (.keras, .weights.h5, .weights.json), legacy/saving (.h5, .hdf5); the others are what
// HDF5 is called elsewhere.
constexpr std::array<std::string_view, 8> kEndings = {".h5",  ".hdf5", ".keras",        ".hdf",
                                                      ".he5", ".hf5",  ".weights.json", ".weights.npz"};

// HDF5 File Format Specification 3.0, II.A: the signature stands at 0, 512, 1024, 2048 and so on. Further out than this
// nobody puts it.
constexpr std::array<std::size_t, 4> kSignatureAt = {0, 512, 1024, 2048};
constexpr std::string_view kHdf5 = "\x89HDF\r\n\x1a\n";
constexpr std::string_view kHdf5Letters = "HDF";  // what is left of it where text mode mangled the rest
constexpr std::string_view kZip = "PK\x03\x04";

}  // namespace

bool is_named_like_weights(std::string_view path) {
  const std::string name = text::to_lower_ascii(sets::bare_name(path));
  return std::ranges::any_of(kEndings, [&name](std::string_view ending) { return name.ends_with(ending); }) ||
         keras::checkpoint_piece(name).has_value();
}

bool begins_like_weights(ByteSource& source) {
  std::array<char, kSignatureAt.back() + kHdf5.size()> first{};
  const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(first.size(), source.size_bytes()));
  if (!source.read_at(0, std::as_writable_bytes(std::span(first)).first(size))) return false;
  const std::string_view bytes(first.data(), size);
  for (const std::size_t at : kSignatureAt) {
    if (at < bytes.size() && bytes.substr(at).starts_with(kHdf5)) return true;
  }
  if (bytes.substr(0, kHdf5.size()).contains(kHdf5Letters)) return true;
  if (!bytes.starts_with(kZip)) return false;
  const auto found = container::identify(source);
  return found && found->kind == container::Kind::keras_zip;
}

bool is_weight_file(const NamedSource& file) {
  return is_named_like_weights(file.path) || begins_like_weights(*file.source);
}

}  // namespace weighbridge
