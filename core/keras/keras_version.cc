#include "keras/keras_version.h"

#include <array>
#include <optional>
#include <string>
#include <utility>

#include "keras/versions.h"

namespace weighbridge::keras {
namespace {

// The `keras_version` attribute of tf.keras, whose own versions follow TensorFlow's only from 2.5 on. Measured:
// TF 1.4, 1.8, 1.12-2.3, 2.4.
struct TensorFlowName {
  std::string_view keras_version;
  std::string_view from;
  std::string_view to;
};
constexpr auto kTensorFlowNames = std::to_array<TensorFlowName>({
    {"2.0.8-tf", "1.4.0", "1.4.1"},
    {"2.1.2-tf", "1.5.0", "1.5.1"},
    {"2.1.3-tf", "1.6.0", "1.7.1"},
    {"2.1.4-tf", "1.7.0", "1.7.1"},
    {"2.1.5-tf", "1.8.0", "1.8.0"},
    {"2.1.6-tf", "1.9.0", "1.12.3"},
    // tensorflow_core/python/keras/__init__.py of 2.1 says either, by whether it is imported before TensorFlow 2 is
    // switched on: 2.1.0 says the older, 2.1.4 the newer.
    {"2.2.4-tf", "1.13.1", "2.1.3"},
    {"2.3.0-tf", "2.1.0", "2.2.3"},
    {"2.4.0", "2.3.0", "2.4.4"},
});

VersionRange exactly(std::string package, std::string_view version) {
  return {std::move(package), std::string(version), std::string(version)};
}

std::string minor_name(Version version) {
  return std::to_string(version.major_number) + "." + std::to_string(version.minor_number);
}

// The last patch release of each TensorFlow minor that keras_version names only by its .0.
std::string last_patch(Version version) {
  constexpr std::array<int, 11> kLast = {3, 5, 4, 4, 3, 1, 1, 1, 1, 1, 1};  // 2.5 ... 2.15
  return minor_name(version) + "." + std::to_string(kLast[static_cast<std::size_t>(version.minor_number - 5)]);
}

}  // namespace

VersionRange range_of_keras_version(std::string_view keras_version) {
  for (const TensorFlowName& known : kTensorFlowNames) {
    if (keras_version == known.keras_version) return {"tf.keras", std::string(known.from), std::string(known.to)};
  }
  const auto version = parse_version(keras_version);
  if (!version) return {"unknown", std::nullopt, std::nullopt};
  if (version->major_number >= 3) return exactly("keras", keras_version);
  if (keras_version.ends_with("-tf")) return {"tf.keras", std::nullopt, std::nullopt};
  if (version->major_number == 2 && version->minor_number >= 16) return exactly("tf_keras", keras_version);
  if (version->major_number == 2 && version->minor_number >= 5)
    return {"tf.keras", minor_name(*version) + ".0", last_patch(*version)};
  if (version->major_number == 2 && version->minor_number == 4) return {"tf.keras", "2.3.0", "2.4.4"};
  return exactly("keras", keras_version);
}

}  // namespace weighbridge::keras
