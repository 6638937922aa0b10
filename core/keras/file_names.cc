#include "keras/file_names.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "base/text.h"

namespace weighbridge::keras {
namespace {

constexpr std::size_t kNumberDigits = 5;  // of shards and of the pieces of a checkpoint alike
constexpr std::string_view kIndexEnding = ".index";
constexpr std::string_view kData = ".data-";

std::optional<std::uint32_t> five_digits(std::string_view text) {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.size() != kNumberDigits || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::string padded(std::uint32_t number) {
  std::string digits = std::to_string(number);
  return std::string(kNumberDigits - std::min(kNumberDigits, digits.size()), '0') + digits;
}

// Without an ending of Keras' in letters of any case; none where there is no such ending, or nothing before it.
std::optional<std::string_view> without_known_ending(std::string_view file_name) {
  const std::string lower = text::to_lower_ascii(file_name);
  for (const std::string_view ending :
       std::to_array<std::string_view>({".weights.h5", ".weights.hdf5", ".h5", ".hdf5", ".keras"})) {
    if (lower.size() > ending.size() && lower.ends_with(ending))
      return file_name.substr(0, file_name.size() - ending.size());
  }
  return std::nullopt;
}

std::string_view without_last_ending(std::string_view file_name) {
  const std::size_t dot = file_name.rfind('.');
  return dot == std::string_view::npos || dot == 0 ? file_name : file_name.substr(0, dot);
}

}  // namespace

NameKind name_kind(std::string_view file_name) {
  if (file_name.ends_with(kWeightsEnding)) return NameKind::weights_h5;
  if (file_name.ends_with(kLegacyEnding) || file_name.ends_with(".hdf5")) return NameKind::h5;
  if (file_name.ends_with(kArchiveEnding)) return NameKind::keras;
  return file_name.ends_with(kShardIndexEnding) ? NameKind::weights_json : NameKind::other;
}

std::string stem(std::string_view file_name) {
  if (const auto known = without_known_ending(file_name)) return std::string(*known);
  const std::string_view shorter = without_last_ending(file_name);
  return std::string(without_known_ending(shorter).value_or(shorter));  // "model.keras.zip", "model.h5.part"
}

std::string with_ending(std::string_view file_name, std::string_view ending) {
  const auto known = without_known_ending(file_name);
  const auto inner = known ? known : without_known_ending(without_last_ending(file_name));
  return std::string(inner.value_or(file_name)).append(ending);
}

std::optional<ShardName> shard_name(std::string_view file_name) {
  if (!file_name.ends_with(kWeightsEnding)) return std::nullopt;
  file_name.remove_suffix(kWeightsEnding.size());
  if (file_name.size() < kNumberDigits + 1 || file_name[file_name.size() - kNumberDigits - 1] != '_')
    return std::nullopt;
  const std::string_view number = file_name.substr(file_name.size() - kNumberDigits);
  if (number.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
  return ShardName{.model = file_name.substr(0, file_name.size() - kNumberDigits - 1), .number = number};
}

std::optional<CheckpointPiece> checkpoint_piece(std::string_view file_name) {
  if (file_name.size() > kIndexEnding.size() && file_name.ends_with(kIndexEnding)) {
    return CheckpointPiece{.prefix = file_name.substr(0, file_name.size() - kIndexEnding.size()), .is_index = true};
  }
  const std::size_t at = file_name.rfind(kData);
  if (at == std::string_view::npos || at == 0) return std::nullopt;
  const std::string_view numbers = file_name.substr(at + kData.size());  // 00000-of-00001
  if (numbers.size() != 2 * kNumberDigits + 4 || numbers.substr(kNumberDigits, 4) != "-of-") return std::nullopt;
  const auto number = five_digits(numbers.substr(0, kNumberDigits));
  const auto of = five_digits(numbers.substr(kNumberDigits + 4));
  if (!number || !of || *number >= *of) return std::nullopt;
  return CheckpointPiece{.prefix = file_name.substr(0, at), .is_index = false, .number = *number, .of = *of};
}

std::string index_name(std::string_view prefix) { return std::string(prefix).append(kIndexEnding); }

std::string data_name(std::string_view prefix, std::uint32_t number, std::uint32_t of) {
  return std::string(prefix).append(kData) + padded(number) + "-of-" + padded(of);
}

}  // namespace weighbridge::keras
