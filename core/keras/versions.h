// Release numbers: the one place that reads and compares them.
#ifndef WEIGHBRIDGE_KERAS_VERSIONS_H_
#define WEIGHBRIDGE_KERAS_VERSIONS_H_

#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "weighbridge/report.h"

namespace weighbridge::keras {

struct Version {
  int major_number = 0;
  int minor_number = 0;
  int patch = 0;
  auto operator<=>(const Version&) const = default;
};
[[nodiscard]] std::string to_string(Version version);  // "2.15.1"
// The newest Keras on PyPI that is known here. Later numbers are those of nightly builds.
inline constexpr Version kNewestRelease{3, 15, 1};
inline constexpr Version kNightly{3, 16, 0};           // what the nightly builds that were asked count on to
inline constexpr Version kNewestTensorFlow{2, 15, 1};  // the last that brings Keras 2 along
inline constexpr Version kNewestTfKeras{2, 21, 0};
// "3.6.0", "2.4", "2.2.4-tf": none unless it begins with two numbers; what follows the third is left out.
[[nodiscard]] std::optional<Version> parse_version(std::string_view text);

struct Bounds {
  Version from, to;
};
// Of the versions that can have written a file, both included; none where one of them is not known.
[[nodiscard]] std::optional<Bounds> bounds_of(const VersionRange& writer);

// Compares only as many parts as `bound` names: "2.15.1" is not above the bound "2.15". Negative, 0 or positive.
[[nodiscard]] int compare_to_bound(std::string_view version, std::string_view bound);

// True if every version that can have written the file is below `bound`; false when that is not known.
[[nodiscard]] bool surely_below(const VersionRange& writer, std::string_view bound);
[[nodiscard]] bool is_tf_keras(const Writer& writer);  // tf.keras or tf_keras
[[nodiscard]] bool is_standalone_before_3(const Writer& writer);
[[nodiscard]] bool is_keras_3(const Writer& writer);

}  // namespace weighbridge::keras

#endif  // WEIGHBRIDGE_KERAS_VERSIONS_H_
