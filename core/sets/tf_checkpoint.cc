#include "sets/tf_checkpoint.h"

#include <algorithm>
#include <charconv>
#include <span>

#include "sets/paths.h"

namespace weighbridge::sets {
namespace {

constexpr std::size_t kDigits = 5;
constexpr std::size_t kMaxListed = 1000;  // a name may claim 99,999 pieces
constexpr std::uint64_t kMaxTextBytes = 64u << 10;

std::optional<std::uint32_t> five_digits(std::string_view text) {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.size() != kDigits || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::string padded(std::uint32_t number) {
  std::string digits = std::to_string(number);
  return std::string(kDigits - std::min(kDigits, digits.size()), '0') + digits;
}

}  // namespace

std::optional<CheckpointPiece> checkpoint_piece(std::string_view name) {
  constexpr std::string_view kIndex = ".index";
  constexpr std::string_view kData = ".data-";
  if (name.size() > kIndex.size() && name.ends_with(kIndex)) {
    return CheckpointPiece{.prefix = name.substr(0, name.size() - kIndex.size()), .is_index = true};
  }
  const std::size_t at = name.rfind(kData);
  if (at == std::string_view::npos || at == 0) return std::nullopt;
  const std::string_view numbers = name.substr(at + kData.size());  // 00000-of-00001
  if (numbers.size() != 2 * kDigits + 4 || numbers.substr(kDigits, 4) != "-of-") return std::nullopt;
  const auto number = five_digits(numbers.substr(0, kDigits));
  const auto of = five_digits(numbers.substr(kDigits + 4));
  if (!number || !of || *number >= *of) return std::nullopt;
  return CheckpointPiece{.prefix = name.substr(0, at), .is_index = false, .number = *number, .of = *of};
}

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
    const auto piece = checkpoint_piece(name);
    if (!piece || piece->prefix != prefix) continue;
    has_index |= piece->is_index;
    of = std::max(of, piece->of);
  }
  std::vector<std::string> missing;
  if (!has_index) missing.push_back(std::string(prefix) + ".index");
  if (of == 0) missing.push_back(std::string(prefix) + ".data-00000-of-00001");
  for (std::uint32_t number = 0; number < of && missing.size() < kMaxListed; ++number) {
    std::string name = std::string(prefix) + ".data-" + padded(number) + "-of-" + padded(of);
    if (std::ranges::find(names, name) == names.end()) missing.push_back(std::move(name));
  }
  return missing;
}

}  // namespace weighbridge::sets
