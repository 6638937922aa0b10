// Texts through a pipe, from one process of this command to another: each behind its length in 8 bytes; their number in
// front, so that a half answer is known as one.
#ifndef WEIGHBRIDGE_CLI_FRAMED_TEXTS_H_
#define WEIGHBRIDGE_CLI_FRAMED_TEXTS_H_

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace weighbridge::cli {

// `write`: takes bytes, and says whether all of them were written.
template <typename Write>
[[nodiscard]] bool write_texts(const Write& write, const std::vector<std::string>& texts) {
  const auto write_number = [&write](std::uint64_t value) {
    return write(std::string_view(reinterpret_cast<const char*>(&value), sizeof value));
  };
  return write_number(texts.size()) && std::ranges::all_of(texts, [&](const std::string& text) {
           return write_number(text.size()) && write(std::string_view(text));
         });
}

// `read`: fills bytes, and says whether all of them came. None: not all texts came. A process that dies may have said
// anything before.
template <typename Read>
[[nodiscard]] std::optional<std::vector<std::string>> read_texts(const Read& read) {
  constexpr std::uint64_t kMostTexts = 1u << 20, kMostBytes = 1u << 30;
  const auto read_number = [&read](std::uint64_t most) -> std::optional<std::uint64_t> {
    std::uint64_t value = 0;
    if (!read(std::span(reinterpret_cast<char*>(&value), sizeof value)) || value > most) return std::nullopt;
    return value;
  };
  const auto count = read_number(kMostTexts);
  if (!count) return std::nullopt;
  std::vector<std::string> texts;
  while (texts.size() < *count) {
    const auto size = read_number(kMostBytes);
    if (!size || !read(std::span<char>(texts.emplace_back(static_cast<std::size_t>(*size), '\0')))) return std::nullopt;
  }
  return texts;
}

}  // namespace weighbridge::cli

#endif  // WEIGHBRIDGE_CLI_FRAMED_TEXTS_H_
