#include "atlas/writers.h"

#include <array>
#include <charconv>
#include <system_error>

namespace weighbridge::atlas {
namespace {

using Minor = std::array<int, 2>;

// "2.15.1" is of 2.15.
std::optional<Minor> minor_of(std::string_view version) {
  Minor minor{};
  const char* const end = version.data() + version.size();
  const auto [dot, failed] = std::from_chars(version.data(), end, minor[0]);
  if (failed != std::errc{} || dot == end || *dot != '.') return std::nullopt;
  if (std::from_chars(dot + 1, end, minor[1]).ec != std::errc{}) return std::nullopt;
  return minor;
}

std::optional<Family> family_of(std::string_view package, const Minor& minor) {
  if (package == "keras") return minor[0] < 3 ? Family::keras : Family::keras_3;
  if (package == "tf.keras") return Family::tf_dot_keras;
  return package == "tf_keras" ? std::optional(Family::tf_keras) : std::nullopt;
}

}  // namespace

std::optional<Releases> releases_between(std::string_view package, std::string_view from, std::string_view to) {
  const auto first_minor = minor_of(from);
  const auto last_minor = minor_of(to);
  if (!first_minor || !last_minor) return std::nullopt;
  const auto family = family_of(package, *first_minor);
  if (!family) return std::nullopt;
  const auto first = release_for(*family, (*first_minor)[0], (*first_minor)[1]);
  const auto last = release_for(*family, (*last_minor)[0], (*last_minor)[1]);
  if (!first || !last) return std::nullopt;
  const ReleaseFacts newest = facts_of(releases_of(*family).back());
  if (Minor{newest.major_number, newest.minor_number} < *last_minor) return std::nullopt;
  return Releases{*first, *last};
}

bool finds(Kind kind, std::string_view name, Release release) {
  if (!behind_name(kind, name, Written::config, release).empty()) return true;
  // Of these a text is taken without looking it up.
  const bool is_class = kind == Kind::layer || kind == Kind::optimizer || kind == Kind::schedule;
  return !is_class && !behind_name(kind, name, Written::text, release).empty();
}

bool had(Kind kind, std::string_view name, Releases writers) {
  const auto which = find_class(kind, name);
  for (std::uint8_t index = writers.first.index; index <= writers.last.index; ++index) {
    const Release release{index};
    if (finds(kind, name, release) || (which && exists(*which, release))) return true;
  }
  return false;
}

}  // namespace weighbridge::atlas
