// Which Keras printed a traceback. Folders by version: the wheels of Keras 2.0.8, 2.1.6, 2.2.4, 2.3.1, 2.6.0, 2.12.0,
// 2.13.1, 2.14.0, 2.15.0, 3.0.5, 3.3.3, 3.6.0, 3.10.0 and 3.15.1 and of TensorFlow 1.15, 2.3 and 2.5. From 2.13 on the
// package keras has its code below keras/src, as Keras 3 does: there the folders below that tell the two apart, and
// lines of files that both have.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "base/text.h"
#include "keras/versions.h"
#include "weighbridge/messages.h"

namespace weighbridge {
namespace {

struct Path {
  std::string_view part;   // of a path with /
  std::string_view keras;  // as read_my_keras() takes it: the newest of those that have it
  std::string_view line;   // which have it, for people
};
constexpr std::string_view kNewestOf213 = "tf.keras 2.15.1", kFrom213 = "tf.keras of TensorFlow 2.13 to 2.15";
// The most telling first.
constexpr std::array kPaths = {
    Path{"/tf_keras/", "tf_keras", "tf_keras"},
    Path{"tensorflow_core/python/keras/", "tf.keras 2.1.4", "tf.keras of TensorFlow 1.15 to 2.1"},
    Path{"tensorflow/python/keras/", "tf.keras 2.5.3", "tf.keras of TensorFlow up to 2.5"},
    Path{"/keras/src/engine/", kNewestOf213, kFrom213},
    Path{"/keras/src/saving/legacy/", kNewestOf213, kFrom213},
    Path{"/keras/src/initializers/initializers.py", kNewestOf213, kFrom213},
    Path{"/keras/src/optimizers/legacy/", kNewestOf213, kFrom213},
    Path{"/keras/src/backend.py", kNewestOf213, kFrom213},
    Path{"/keras/src/losses.py", kNewestOf213, kFrom213},
    Path{"/keras/src/callbacks.py", kNewestOf213, kFrom213},
    Path{"/keras/src/activations.py", kNewestOf213, kFrom213},
    Path{"/keras/src/mixed_precision/", kNewestOf213, kFrom213},
    Path{"/keras/src/utils/generic_utils.py", kNewestOf213, kFrom213},
    Path{"/keras/src/utils/data_utils.py", kNewestOf213, kFrom213},
    // The same files, other lines: as Python prints them, IPython of today and that of Colab.
    Path{"/keras/src/utils/traceback_utils.py\", line 65, in", kNewestOf213, kFrom213},
    Path{"/keras/src/utils/traceback_utils.py\", line 70, in", kNewestOf213, kFrom213},
    Path{"/keras/src/utils/traceback_utils.py:65, in", kNewestOf213, kFrom213},
    Path{"/keras/src/utils/traceback_utils.py:70, in", kNewestOf213, kFrom213},
    Path{"/keras/src/utils/traceback_utils.py in error_handler(*args, **kwargs)\n     63 ", kNewestOf213, kFrom213},
    Path{"/keras/src/utils/traceback_utils.py in error_handler(*args, **kwargs)\n     68 ", kNewestOf213, kFrom213},
    Path{"/keras/src/saving/saving_api.py\", line 230, in load_model", kNewestOf213, kFrom213},
    Path{"/keras/src/saving/saving_api.py\", line 254, in load_model", kNewestOf213, kFrom213},
    Path{"/keras/src/saving/saving_api.py:230, in load_model", kNewestOf213, kFrom213},
    Path{"/keras/src/saving/saving_api.py:254, in load_model", kNewestOf213, kFrom213},
    Path{"/keras/src/", "keras 3", "Keras 3"},
    Path{"/keras/engine/topology.py", "keras 2.1.6", "Keras up to 2.1"},
    Path{"/keras/engine/saving.py", "keras 2.3.1", "Keras 2.2 and 2.3"},
    Path{"/keras/engine/network.py", "keras 2.3.1", "Keras 2.2 and 2.3"},
    Path{"/keras/saving/", "tf.keras 2.12.1", "tf.keras of TensorFlow 2.6 to 2.12"},
    Path{"/keras/engine/functional.py", "tf.keras 2.12.1", "tf.keras of TensorFlow 2.6 to 2.12"},
};

bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// What may stand between a name and its number: "keras==3.10", "Keras version: 3.10.0", "keras (3.10.0)".
std::string_view behind_separators(std::string_view text) {
  constexpr std::string_view kVersion = "version";
  for (int words = 0; words < 2; ++words) {
    while (!text.empty() && std::string_view(" =:-@('\"`\t").contains(text.front())) text.remove_prefix(1);
    if (text.starts_with(kVersion)) text.remove_prefix(kVersion.size());
  }
  if (text.starts_with('v') && text.size() > 1 && is_digit(text[1])) text.remove_prefix(1);
  return text;
}

// Two numbers at least: "Keras 3" stands in texts that are about no version.
std::string_view number_at(std::string_view text) {
  std::size_t end = 0, dots = 0;
  while (end < text.size() &&
         (is_digit(text[end]) || (text[end] == '.' && end > 0 && end + 1 < text.size() && is_digit(text[end + 1])))) {
    if (text[end] == '.') ++dots;
    ++end;
  }
  if (text.substr(end).starts_with("-tf")) end += 3;
  return dots == 0 ? std::string_view() : text.substr(0, end);
}

constexpr std::array<std::string_view, 6> kNames = {"tf_keras", "tf-keras", "tf.keras", "keras", "tensorflow", "tf"};

// The number behind this name; TensorFlow 2.16 and later are skipped: their Keras counts for itself.
std::optional<MyKeras> named(std::string_view name, std::string_view lower) {
  for (std::size_t at = lower.find(name); at != std::string_view::npos; at = lower.find(name, at + 1)) {
    if (at > 0 && (is_word(lower[at - 1]) || lower[at - 1] == '.')) continue;
    const std::string_view rest = lower.substr(at + name.size());
    // "keras_version" of a file, "keras/src/..." of a path.
    if (!rest.empty() && (is_word(rest.front()) || rest.front() == '/' || rest.front() == '.')) continue;
    const std::string_view number = number_at(behind_separators(rest.substr(0, 60)));
    if (number.empty()) continue;
    // Keras' own number is said without a name: "2.4" is TensorFlow's then.
    const std::string said = name == "keras" ? std::string(number) : std::string(name) + " " + std::string(number);
    if (auto keras = read_my_keras(said)) return *keras;
  }
  return std::nullopt;
}

SeenKeras of_line(const MyKeras& keras, std::string_view line) {
  const std::string newest = name_for_people(keras);
  const bool is_one = newest == line;
  return {.keras = keras,
          .said = "The paths in the text are those of " + std::string(line) +
                  (is_one ? "." : "; " + newest + " stands for it, unless you say which you have."),
          .is_stand_in = !is_one};
}

// The path around what was found of it: up to the quote or blank in front.
std::string_view path_before(std::string_view lower, std::size_t at) {
  const std::string_view before = lower.substr(0, at);
  const std::size_t begin = before.find_last_of(" \"'\n\t(");
  return begin == std::string_view::npos ? before : before.substr(begin + 1);
}

// "3.10.0" of the environment "keras-3.10.0", "2.10" of "tf2.10". Two numbers count behind such a name alone. Nothing
// counts that is the number of the Python.
std::string_view number_in(std::string_view folder, std::string_view python) {
  if (folder.starts_with("python") || folder.starts_with("cpython") || folder.starts_with("py3")) return "";
  for (std::size_t at = 1; at < folder.size(); ++at) {
    if (!is_digit(folder[at]) || is_digit(folder[at - 1]) || folder[at - 1] == '.') continue;
    const std::string_view number = number_at(folder.substr(at));
    const auto dots = std::ranges::count(number, '.');
    std::string_view name = folder.substr(0, at);
    while (!name.empty() && std::string_view("-_v=").contains(name.back())) name.remove_suffix(1);
    const bool is_named = name.ends_with("keras") || name.ends_with("tf") || name.ends_with("tensorflow");
    if ((dots != 2 && !(dots == 1 && is_named)) || (!python.empty() && number.starts_with(python))) continue;
    return number;
  }
  return "";
}

// "3.11" of ".../lib/python3.11/site-packages/...".
std::string_view python_of(std::string_view path) {
  constexpr std::string_view kFolder = "/python";
  const std::size_t at = path.find(kFolder);
  return at == std::string_view::npos ? "" : number_at(path.substr(at + kFolder.size()));
}

// People call an environment by what is in it: a release of this line in a folder's name is more likely the one than
// the newest.
std::optional<SeenKeras> of_folder(std::string_view path, const MyKeras& newest, std::string_view line) {
  const bool is_tf = newest.package == "tf.keras";
  const std::string_view python = python_of(path);
  while (!path.empty()) {
    const std::size_t slash = path.find('/');
    const std::string_view folder = path.substr(0, slash);
    path = slash == std::string_view::npos ? "" : path.substr(slash + 1);
    const std::string_view number = number_in(folder, python);
    const bool is_of_line = is_tf ? number.starts_with("1.") || number.starts_with("2.")
                                  : number.starts_with(std::string_view(newest.version).substr(0, 2));
    if (!is_of_line) continue;
    const auto keras = read_my_keras((is_tf ? "tf.keras " : "keras ") + std::string(number));
    if (!keras || keras->package != newest.package || !keras->is_known) continue;
    return SeenKeras{.keras = *keras,
                     .said = "The paths in the text are those of " + std::string(line) + ", below a folder " +
                             std::string(folder) + "; " + name_for_people(*keras) +
                             " stands for it, unless you say which you have.",
                     .is_stand_in = true};
  }
  return std::nullopt;
}

}  // namespace

std::optional<SeenKeras> keras_in(std::string_view pasted) {
  std::string lower = text::to_lower_ascii(pasted.substr(0, kMostPastedBytes));
  for (const std::string_view name : kNames) {
    if (auto keras = named(name, lower))
      return SeenKeras{.keras = *keras, .said = "The text says " + name_for_people(*keras) + "."};
  }
  std::ranges::replace(lower, '\\', '/');
  for (const Path& path : kPaths) {
    const std::size_t at = lower.find(path.part);
    if (at == std::string::npos) continue;
    const auto keras = read_my_keras(path.keras);
    if (!keras) continue;
    if (auto seen = of_folder(path_before(lower, at), *keras, path.line)) return seen;
    return of_line(*keras, path.line);
  }
  return std::nullopt;
}

}  // namespace weighbridge
