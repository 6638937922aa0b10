// What each Keras has and accepts, as real releases answered (scripts/atlas; the data in core/atlas/data says from
// which).
//
// A question is about a release that was asked; release_for() finds the one that speaks for a given version. Nothing
// here is guessed: what no release ever wrote or took is not in the table, and a class that takes no key beyond those
// listed refuses it.
#ifndef WEIGHBRIDGE_ATLAS_ATLAS_H_
#define WEIGHBRIDGE_ATLAS_ATLAS_H_

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace weighbridge::atlas {

// `keras` is the package up to 2.3.1; `tf_dot_keras` counts TensorFlow's versions.
enum class Family : std::uint8_t { keras, tf_dot_keras, tf_keras, keras_3 };

// In the order of their names, which is that of the table.
// An operation is called by its module below keras.src too: "ops.numpy.Add", "activations.activations.ReLU".
enum class Kind : std::uint8_t {
  activation,
  constraint,
  dtype_policy,
  initializer,
  layer,
  loss,
  metric,
  operation,
  optimizer,
  quantizer,
  regularizer,
  schedule
};

// One of the releases that were asked.
struct Release {
  std::uint8_t index = 0;
  bool operator==(const Release&) const = default;
};
struct ReleaseFacts {
  Family family;
  int major_number;
  int minor_number;
  std::string_view version;  // "3.15.1", "3.16.0.dev2026102704"
  bool nightly;
};
[[nodiscard]] ReleaseFacts facts_of(Release release);
[[nodiscard]] std::vector<Release> releases_of(Family family);
// The release that speaks for a version: that of its minor, else of the newest minor before it; none if all are newer.
// A nightly speaks for versions from its own minor on.
[[nodiscard]] std::optional<Release> release_for(Family family, int major_number, int minor_number);

// ---- Names, as the lookup of a kind knows them

// A config names its class ({"class_name": ...}); activations, losses and many others are written as a text alone
// ("relu").
enum class Written : std::uint8_t { config, text };
// The class or function that the name stands for: the name itself unless it is an alias (Orthogonal:
// OrthogonalInitializer); empty if the release does not know it. "function" is a plain function.
[[nodiscard]] std::string_view behind_name(Kind kind, std::string_view name, Written written, Release release);
// Whether any release that was asked knows the name, either way.
[[nodiscard]] bool is_known(Kind kind, std::string_view name);
// What the release raises for a name that it does not know, {} for the name; "returns the name" where the caller goes
// on with the text.
[[nodiscard]] std::string_view unknown_name_text(Kind kind, Written written, Release release);

// ---- Modules, as the v3 form has them ({"module": "keras.layers", "class_name": "Dense"})

// The class that this release finds there; empty if none, or if the release has no such form (tf.keras up to 2.11).
// Only of Keras' own modules: what a user registered is not known here.
[[nodiscard]] std::string_view behind_module(std::string_view module, std::string_view class_name, Release release);

// Whether this release can import a module of Keras' own that some release had.
[[nodiscard]] bool has_module(std::string_view module, Release release);

// ---- Classes

// A row of the table, by position.
struct Class {
  std::uint16_t row = 0;
};
// By the name of the class itself. A class that no asked release has is not found.
[[nodiscard]] std::optional<Class> find_class(Kind kind, std::string_view class_name);
[[nodiscard]] bool exists(Class which, Release release);
// The module that Python names with the class: "keras.src.layers.core.dense".
[[nodiscard]] std::string_view home_of(Class which);
// In which family a class exists at all, for "known since".
[[nodiscard]] std::optional<Release> first_release(Class which, Family family);
[[nodiscard]] std::optional<Release> last_release(Class which, Family family);

// `unsure`: the class could not be made to ask it; the key is no argument of its constructor, which passes others on.
enum class Takes : std::uint8_t { no, yes, unsure };
// Whether from_config of the class bears this key.
[[nodiscard]] Takes takes(Class which, std::string_view key, Release release);
// Whether it bears any key whatever.
[[nodiscard]] bool takes_any(Class which, Release release);
// What from_config raises for a key that it does not bear: {} for the key, {value} for its value, {class} for the
// class. Empty if unknown.
[[nodiscard]] std::string_view refusal_text(Class which, Release release);
// Arguments without a default: a config without them raises.
[[nodiscard]] std::vector<std::string_view> required(Class which, Release release);

// ---- Variables of a layer

struct Variable {
  std::string_view name;  // below the layer: "kernel", "lstm_cell/kernel"
  // "in, 4*units": keys of the config, `in` the last dimension of the input, or numbers of the sample.
  std::string_view shape;
  bool trained;
};
// In the order in which Keras lists them, for the defaults of the class (`flag` empty) or with one flag the other way
// ("use_bias=false"). None if it is not known, which is also so where that flag changes nothing.
[[nodiscard]] std::optional<std::vector<Variable>> variables(Class which, std::string_view flag, Release release);
[[nodiscard]] std::vector<std::string_view> flags(Class which);

}  // namespace weighbridge::atlas

#endif  // WEIGHBRIDGE_ATLAS_ATLAS_H_
