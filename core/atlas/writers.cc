#include "atlas/writers.h"

namespace weighbridge::atlas {
namespace {

std::optional<Family> family_of(std::string_view package, int major_number) {
  if (package == "keras") return major_number < 3 ? Family::keras : Family::keras_3;
  if (package == "tf.keras") return Family::tf_dot_keras;
  return package == "tf_keras" ? std::optional(Family::tf_keras) : std::nullopt;
}

}  // namespace

std::optional<Releases> releases_between(std::string_view package, Minor from, Minor to) {
  const auto family = family_of(package, from.major_number);
  if (!family) return std::nullopt;
  const auto first = release_for(*family, from.major_number, from.minor_number);
  const auto last = release_for(*family, to.major_number, to.minor_number);
  if (!first || !last) return std::nullopt;
  const ReleaseFacts newest = facts_of(releases_of(*family).back());
  if (Minor{newest.major_number, newest.minor_number} < to) return std::nullopt;
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
