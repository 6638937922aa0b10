#include "keras/releases/loader_rows.h"

#include "keras/versions.h"

namespace weighbridge::keras {
namespace {

bool is_up_to_newest(const std::string& version) { return compare_to_bound(version, to_string(kNewestRelease)) <= 0; }

bool is_call_of(const LoaderPrediction& row, std::string_view call, std::string_view package) {
  return row.call == call && row.loader.package == package && row.loader.from && row.loader.to;
}

bool is_newer(const LoaderPrediction& row, const LoaderPrediction& than) {
  return compare_to_bound(*row.loader.from, *than.loader.from) > 0;
}

template <typename Condition>
const LoaderPrediction* newest_row(std::span<const LoaderPrediction> loaders, std::string_view call,
                                   std::string_view package, Condition holds) {
  const LoaderPrediction* found = nullptr;
  for (const LoaderPrediction& row : loaders) {
    if (is_call_of(row, call, package) && holds(row) && (found == nullptr || is_newer(row, *found))) found = &row;
  }
  return found;
}

bool is_of_keras_3(const LoaderPrediction& row) { return row.loader.from->starts_with('3'); }

struct Loading {
  const LoaderPrediction* row = nullptr;
  std::string versions;
};

// Released Keras 3 before tf_keras, TensorFlow and nightly builds.
Loading newest_that_loads(std::span<const LoaderPrediction> loaders, std::string_view call) {
  const auto loads = [](const LoaderPrediction& row) { return row.outcome == LoaderOutcome::loads; };
  const auto is_keras_3 = [&](const LoaderPrediction& row) { return loads(row) && is_of_keras_3(row); };
  const auto is_released_3 = [&](const LoaderPrediction& row) { return is_keras_3(row) && is_released(row); };
  if (const auto* row = newest_row(loaders, call, "keras", is_released_3))
    return {row, in_words(released_part(row->loader))};
  // tf_keras can be installed beside any Keras; TensorFlow up to 2.15 needs an old Python.
  for (const std::string_view package : {"tf_keras", "tf.keras"}) {
    if (const auto* row = newest_row(loaders, call, package, loads)) return {row, in_words(row->loader)};
  }
  const auto* nightly = newest_row(loaders, call, "keras", is_keras_3);
  if (nightly == nullptr) return {};
  return {nightly, "the nightly build of Keras " + *nightly->loader.from + " (pip install keras-nightly)"};
}

}  // namespace

bool say_the_same(const LoaderPrediction& a, const LoaderPrediction& b) {
  return a.call == b.call && a.loader.package == b.loader.package && a.outcome == b.outcome && a.error == b.error &&
         a.because == b.because && a.remedy == b.remedy;
}

bool is_released(const LoaderPrediction& row) { return row.loader.from && is_up_to_newest(*row.loader.from); }

VersionRange released_part(VersionRange versions) {
  if (versions.package == "keras" && versions.to && !is_up_to_newest(*versions.to))
    versions.to = to_string(kNewestRelease);
  return versions;
}

const LoaderPrediction* newest_release(std::span<const LoaderPrediction> loaders, std::string_view call) {
  return newest_row(loaders, call, "keras", is_released);
}

std::string where_it_loads(std::span<const LoaderPrediction> loaders, std::string_view call) {
  const Loading found = newest_that_loads(loaders, call);
  if (found.row == nullptr) return "";
  const std::string text =
      " As it is, it loads with " + std::string(call.substr(0, call.find('('))) + " in " + found.versions + ".";
  return found.row->remedy ? text + " " + *found.row->remedy : text;
}

const LoaderPrediction* silent_keras_3(std::span<const LoaderPrediction> loaders, std::string_view call) {
  return newest_row(loaders, call, "keras", [](const LoaderPrediction& row) {
    return row.outcome == LoaderOutcome::silent && is_released(row) && is_of_keras_3(row);
  });
}

std::string in_words(const VersionRange& version) {
  std::string package;
  if (version.package == "keras")
    package = "Keras";
  else if (version.package == "tf.keras")
    package = "tf.keras of TensorFlow";
  else if (version.package == "tf_keras")
    package = "tf_keras";
  else
    return "";
  if (version.from && version.to) {
    return *version.from == *version.to ? package + " " + *version.from
                                        : package + " " + *version.from + " to " + *version.to;
  }
  if (version.from) return package + " " + *version.from + " or later";
  if (version.to) return package + " " + *version.to + " or earlier";
  return version.package == "tf.keras" ? "tf.keras" : package;
}

}  // namespace weighbridge::keras
