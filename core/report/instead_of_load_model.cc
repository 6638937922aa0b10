#include "report/instead_of_load_model.h"

#include <string_view>

#include "report/wording.h"

namespace weighbridge::report {
namespace {

bool is_of(const LoaderPrediction& row, std::string_view package) {
  return row.call == "load_model(path)" && row.loader.package == package && row.loader.to.has_value();
}

// Rows stand by version: the last one is the newest.
const LoaderPrediction* newest(std::span<const LoaderPrediction> loaders, std::string_view package) {
  const LoaderPrediction* found = nullptr;
  for (const LoaderPrediction& row : loaders) {
    if (is_of(row, package)) found = &row;
  }
  return found;
}

const LoaderPrediction* newest_that_loads(std::span<const LoaderPrediction> loaders) {
  // tf_keras can be installed beside any Keras; TensorFlow up to 2.15 needs an old Python.
  for (const std::string_view package : {"keras", "tf_keras", "tf.keras"}) {
    const LoaderPrediction* found = nullptr;
    for (const LoaderPrediction& row : loaders) {
      if (is_of(row, package) && row.outcome == LoaderOutcome::loads) found = &row;
    }
    const bool is_of_its_own_age = package == "keras" && found != nullptr && !found->loader.to->starts_with('3');
    if (found != nullptr && !is_of_its_own_age) return found;
  }
  return nullptr;
}

}  // namespace

std::optional<std::string> instead_of_load_model(std::span<const LoaderPrediction> loaders) {
  const LoaderPrediction* row = newest(loaders, "keras");
  if (row == nullptr || row->outcome == LoaderOutcome::loads) return std::nullopt;
  std::string sentence = "load_model of Keras " + *row->loader.to;
  sentence += row->outcome == LoaderOutcome::raises ? " raises an error for this file."
                                                    : " returns, but does not load all values of this file.";
  if (row->remedy) sentence += ' ' + *row->remedy;
  if (const LoaderPrediction* other = newest_that_loads(loaders))
    sentence += " As it is, it loads with load_model in " + writer_for_people(other->loader) + ".";
  return sentence;
}

}  // namespace weighbridge::report
