#include "keras/versions.h"

#include <charconv>
#include <vector>

namespace weighbridge::keras {
namespace {

// The numbers of "3.6.0"; "2.4.0-tf" stops at what is no number.
std::vector<int> version_numbers(std::string_view version) {
  std::vector<int> numbers;
  const char* at = version.data();
  const char* const end = at + version.size();
  while (at < end) {
    int number = 0;
    const auto [next, error] = std::from_chars(at, end, number);
    if (error != std::errc{}) break;
    numbers.push_back(number);
    if (next == end || *next != '.') break;
    at = next + 1;
  }
  return numbers;
}

}  // namespace

std::string to_string(Version version) {
  return std::to_string(version.major_number) + '.' + std::to_string(version.minor_number) + '.' +
         std::to_string(version.patch);
}

std::optional<Version> parse_version(std::string_view text) {
  const std::vector<int> numbers = version_numbers(text);
  if (numbers.size() < 2) return std::nullopt;
  return Version{numbers[0], numbers[1], numbers.size() > 2 ? numbers[2] : 0};
}

std::optional<Bounds> bounds_of(const VersionRange& writer) {
  const auto from = parse_version(writer.from.value_or(""));
  const auto to = parse_version(writer.to.value_or(""));
  return from && to ? std::optional(Bounds{*from, *to}) : std::nullopt;
}

int compare_to_bound(std::string_view version, std::string_view bound) {
  const std::vector<int> parts = version_numbers(version);
  const std::vector<int> limit = version_numbers(bound);
  for (std::size_t i = 0; i < limit.size(); ++i) {
    const int part = i < parts.size() ? parts[i] : 0;
    if (part != limit[i]) return part < limit[i] ? -1 : 1;
  }
  return 0;
}

bool surely_below(const VersionRange& writer, std::string_view bound) {
  return writer.to && compare_to_bound(*writer.to, bound) < 0;
}

bool is_tf_keras(const Writer& writer) {
  return writer.version.package == "tf.keras" || writer.version.package == "tf_keras";
}

bool is_standalone_before_3(const Writer& writer) {
  return writer.version.package == "keras" && surely_below(writer.version, "3");
}

bool is_keras_3(const Writer& writer) {
  return writer.version.package == "keras" && writer.version.from && compare_to_bound(*writer.version.from, "3") >= 0;
}

}  // namespace weighbridge::keras
