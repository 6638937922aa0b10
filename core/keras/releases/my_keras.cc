#include "weighbridge/my_keras.h"

#include <array>
#include <optional>

#include "base/text.h"
#include "keras/keras_version.h"
#include "keras/versions.h"

namespace weighbridge {
namespace {

using keras::Version;

constexpr std::size_t kMostBytes = 60;  // longer than any name and number

struct Name {
  std::string_view text;
  std::string_view package;
};
// Longer ones before those that they begin with.
constexpr std::array kNames = {
    Name{"tensorflow.keras", "tf.keras"}, Name{"tensorflow", "tf.keras"}, Name{"tf.keras", "tf.keras"},
    Name{"tf_keras", "tf_keras"},         Name{"tf-keras", "tf_keras"},   Name{"tf", "tf.keras"},
    Name{"keras-nightly", "keras"},       Name{"keras", "keras"},
};

bool is_between(char c) { return c == ' ' || c == '=' || c == '@' || c == '-' || c == '_' || c == ':' || c == '\t'; }

std::string_view without_ends(std::string_view text) {
  while (!text.empty() && is_between(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_between(text.back())) text.remove_suffix(1);
  return text;
}

std::string_view without_blanks(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// One or more numbers with dots, and what nightly builds and candidates have behind them.
bool is_number(std::string_view text) {
  if (text.empty() || text.front() < '0' || text.front() > '9') return false;
  return text.find_first_not_of("0123456789.abcdefghijklmnopqrstuvwxyz+-") == std::string_view::npos;
}

std::unexpected<Error> not_a_version(std::string_view text) {
  return fail(ErrorCode::malformed,
              "'" + text::shorten(text::to_valid_utf8(text), kMostBytes) +
                  "' is no version of Keras. Say for example 3.10, 2.3.1, 'tf.keras 2.15' or 'tf_keras 2.16': "
                  "python -c \"import keras; print(keras.__version__)\" prints yours.");
}

std::unexpected<Error> unknown(std::string_view what, std::string_view instead) {
  return fail(ErrorCode::malformed, std::string(what) + " " + std::string(instead));
}

Result<MyKeras> tensorflow(std::string number) {
  const Version version = keras::parse_version(number + ".0").value_or(Version{});
  if (version >= Version{2, 16, 0})
    return unknown("TensorFlow 2.16 and later come with Keras 3, which counts for itself:",
                   "python -c \"import keras; print(keras.__version__)\" prints its version.");
  if (version < Version{1, 8, 0})
    return unknown("tf.keras before TensorFlow 1.8 reads what Keras 2.1 reads:", "say 'keras 2.1'.");
  return MyKeras{.package = "tf.keras", .version = std::move(number)};
}

Result<MyKeras> tf_keras(std::string number) {
  const Version version = keras::parse_version(number + ".0").value_or(Version{});
  if (version < Version{2, 14, 0} || version.major_number > 2)
    return unknown("tf_keras counts from 2.15 on:",
                   "say for example 'tf_keras 2.16', or 'tf.keras 2.12' for TensorFlow.");
  const bool is_known = keras::compare_to_bound(number, keras::to_string(keras::kNewestTfKeras)) <= 0;
  return MyKeras{.package = "tf_keras", .version = std::move(number), .is_known = is_known};
}

// The package called keras: Keras itself, and from 2.4 to 2.15 what TensorFlow of that number has.
Result<MyKeras> keras_package(std::string number) {
  const Version version = keras::parse_version(number + ".0").value_or(Version{});
  if (version.major_number > 3)
    return unknown("No Keras after 3 is known here:", "leave it out, and the newest counts.");
  if (version.major_number == 3) {
    const bool is_known = version <= keras::kNewestRelease;
    return MyKeras{.package = "keras", .version = std::move(number), .is_known = is_known};
  }
  if (version >= Version{2, 16, 0})
    return unknown("There is no Keras 2.16 or later but tf_keras:",
                   "say 'tf_keras 2.16'; TensorFlow 2.16 and later come with Keras 3.");
  if (version >= Version{2, 4, 0}) return tensorflow(std::move(number));
  return MyKeras{.package = "keras", .version = std::move(number)};
}

std::string newest_of(std::string_view package) {
  if (package == "tf.keras") return keras::to_string(keras::kNewestTensorFlow);
  return keras::to_string(package == "tf_keras" ? keras::kNewestTfKeras : keras::kNewestRelease);
}

// A number without a dot is a line of releases: the newest of it.
std::optional<std::string> newest_of_line(std::string_view package, std::string_view number) {
  if (number == "3" && package == "keras") return newest_of("keras");
  if (number == "2") return newest_of(package == "tf_keras" ? "tf_keras" : "tf.keras");
  if (number == "1") return std::string(package == "tf.keras" ? "1.15.5" : "1.2.2");
  if (number == "0" && package == "keras") return "0.3.3";
  return std::nullopt;
}

Result<MyKeras> named(std::string_view package, std::string number) {
  if (package == "tf.keras") return tensorflow(std::move(number));
  return package == "tf_keras" ? tf_keras(std::move(number)) : keras_package(std::move(number));
}

}  // namespace

Result<MyKeras> read_my_keras(std::string_view text) {
  if (text.size() > kMostBytes) return not_a_version(text);
  const std::string lower = text::to_lower_ascii(text);
  std::string_view rest = without_blanks(lower);
  std::string_view package = "keras";
  bool has_name = false;
  for (const Name& name : kNames) {
    if (!rest.starts_with(name.text)) continue;
    package = name.package;
    has_name = true;
    rest = without_ends(rest.substr(name.text.size()));
    break;
  }
  if (rest.empty() && has_name) return MyKeras{.package = std::string(package), .version = newest_of(package)};
  if (rest.starts_with('v')) rest.remove_prefix(1);
  if (!is_number(rest)) return not_a_version(text);
  // What tf.keras calls itself is a number of its own.
  if (rest.ends_with("-tf")) {
    const VersionRange range = keras::range_of_keras_version(rest);
    return range.to && range.package == "tf.keras"
               ? Result<MyKeras>(MyKeras{.package = range.package, .version = *range.to})
               : not_a_version(text);
  }
  if (const auto newest = newest_of_line(package, rest)) return named(package, *newest);
  return keras::parse_version(rest) ? named(package, std::string(rest)) : Result<MyKeras>(not_a_version(text));
}

std::string said(const MyKeras& keras) {
  return keras.package == "keras" ? keras.version : keras.package + " " + keras.version;
}

std::string name_for_people(const MyKeras& keras) {
  if (keras.package == "tf.keras") return "tf.keras of TensorFlow " + keras.version;
  return (keras.package == "tf_keras" ? "tf_keras " : "Keras ") + keras.version;
}

}  // namespace weighbridge
