#include "sets/tf_checkpoint.h"

#include <algorithm>
#include <span>

#include "keras/file_names.h"
#include "sets/paths.h"

namespace weighbridge::sets {
namespace {

constexpr std::size_t kMaxListed = 1000;  // a name may claim 99,999 pieces
constexpr std::uint64_t kMaxTextBytes = 64u << 10;

}  // namespace

std::optional<std::string> named_checkpoint(ByteSource& source) {
  std::string text(static_cast<std::size_t>(std::min(source.size_bytes(), kMaxTextBytes)), '\0');
  if (!source.read_at(0, std::as_writable_bytes(std::span(text)))) return std::nullopt;
  constexpr std::string_view kKey = "model_checkpoint_path: \"";
  const std::size_t at = text.find(kKey);
  if (at == std::string::npos) return std::nullopt;
  const std::size_t begin = at + kKey.size();
  const std::size_t end = text.find('"', begin);
  if (end == std::string::npos) return std::nullopt;
  return std::string(bare_name(std::string_view(text).substr(begin, end - begin)));
}

std::vector<std::string> missing_pieces(std::string_view prefix, const std::vector<std::string>& names) {
  bool has_index = false;
  std::uint32_t of = 0;
  for (const std::string& name : names) {
    const auto piece = keras::checkpoint_piece(name);
    if (!piece || piece->prefix != prefix) continue;
    has_index |= piece->is_index;
    of = std::max(of, piece->of);
  }
  std::vector<std::string> missing;
  if (!has_index) missing.push_back(keras::index_name(prefix));
  if (of == 0) missing.push_back(keras::data_name(prefix, 0, 1));
  for (std::uint32_t number = 0; number < of && missing.size() < kMaxListed; ++number) {
    std::string name = keras::data_name(prefix, number, of);
    if (std::ranges::find(names, name) == names.end()) missing.push_back(std::move(name));
  }
  return missing;
}

}  // namespace weighbridge::sets
