#include "report/instead_of_load_model.h"

#include <string_view>

#include "keras/versions.h"
#include "report/wording.h"

namespace weighbridge::report {
namespace {

bool is_load_model_of(const LoaderPrediction& row, std::string_view package) {
  return row.call == "load_model(path)" && row.loader.package == package && row.loader.from && row.loader.to;
}

// Keras counts on in its nightly builds.
bool is_released(const std::string& version) {
  return keras::compare_to_bound(version, keras::to_string(keras::kNewestRelease)) <= 0;
}

VersionRange released_part(VersionRange range) {
  if (range.package == "keras" && !is_released(*range.to)) range.to = keras::to_string(keras::kNewestRelease);
  return range;
}

// Rows stand by version: the last one is the newest.
template <typename Condition>
const LoaderPrediction* last_row(std::span<const LoaderPrediction> loaders, std::string_view package, Condition holds) {
  const LoaderPrediction* found = nullptr;
  for (const LoaderPrediction& row : loaders) {
    if (is_load_model_of(row, package) && holds(row)) found = &row;
  }
  return found;
}

const LoaderPrediction* newest_release(std::span<const LoaderPrediction> loaders) {
  return last_row(loaders, "keras", [](const LoaderPrediction& row) { return is_released(*row.loader.from); });
}

// "tf_keras 2.15.0 to 2.21.0"; "" if there is none.
std::string newest_that_loads(std::span<const LoaderPrediction> loaders) {
  const auto loads = [](const LoaderPrediction& row) { return row.outcome == LoaderOutcome::loads; };
  const auto is_keras_3 = [&](const LoaderPrediction& row) { return loads(row) && row.loader.from->starts_with('3'); };
  const auto is_released_3 = [&](const LoaderPrediction& row) {
    return is_keras_3(row) && is_released(*row.loader.from);
  };
  if (const auto* row = last_row(loaders, "keras", is_released_3)) return writer_for_people(released_part(row->loader));
  // tf_keras can be installed beside any Keras; TensorFlow up to 2.15 needs an old Python.
  for (const std::string_view package : {"tf_keras", "tf.keras"}) {
    if (const auto* row = last_row(loaders, package, loads)) return writer_for_people(row->loader);
  }
  const auto* nightly = last_row(loaders, "keras", is_keras_3);
  return nightly == nullptr ? ""
                            : "the nightly build of Keras " + *nightly->loader.from + " (pip install keras-nightly)";
}

}  // namespace

std::optional<std::string> instead_of_load_model(std::span<const LoaderPrediction> loaders) {
  const LoaderPrediction* row = newest_release(loaders);
  if (row == nullptr || row->outcome == LoaderOutcome::loads || row->outcome == LoaderOutcome::depends)
    return std::nullopt;
  std::string sentence = "load_model of Keras " + *released_part(row->loader).to;
  sentence += row->outcome == LoaderOutcome::raises ? " raises an error for this file."
                                                    : " returns, but does not load all values of this file.";
  if (row->remedy) sentence += ' ' + *row->remedy;
  if (const std::string other = newest_that_loads(loaders); !other.empty())
    sentence += " As it is, it loads with load_model in " + other + ".";
  return sentence;
}

}  // namespace weighbridge::report
