#include "report/instead_of_load_model.h"

#include "keras/releases/loader_rows.h"

namespace weighbridge::report {

std::optional<std::string> instead_of_load_model(std::span<const LoaderPrediction> loaders) {
  const LoaderPrediction* row = keras::newest_release(loaders, keras::kLoadModel);
  if (row == nullptr || row->outcome == LoaderOutcome::loads || row->outcome == LoaderOutcome::depends)
    return std::nullopt;
  std::string sentence = "load_model of Keras " + *keras::released_part(row->loader).to;
  sentence += row->outcome == LoaderOutcome::raises ? " raises an error for this file."
                                                    : " returns, but does not load all values of this file.";
  if (row->remedy) sentence += ' ' + *row->remedy;
  return sentence + keras::where_it_loads(loaders, keras::kLoadModel);
}

std::optional<std::string> before_load_weights(std::span<const LoaderPrediction> loaders) {
  const LoaderPrediction* row = keras::newest_release(loaders, keras::kLoadWeights);
  if (row == nullptr || row->outcome != LoaderOutcome::raises || row->because || !row->remedy) return std::nullopt;
  return "load_weights of Keras " + *keras::released_part(row->loader).to + " raises an error for this file. " +
         *row->remedy;
}

std::string what_it_takes(std::span<const LoaderPrediction> loaders, std::string_view call) {
  const LoaderPrediction* row = keras::newest_release(loaders, call);
  if (row == nullptr || !row->remedy) return "";
  const bool comes_back = row->outcome == LoaderOutcome::loads || row->outcome == LoaderOutcome::depends;
  return comes_back ? " " + *row->remedy : "";
}

std::string but_not_in_all(std::span<const LoaderPrediction> loaders, std::string_view call) {
  const LoaderPrediction* newest = keras::newest_release(loaders, call);
  const LoaderPrediction* silent = keras::silent_keras_3(loaders, call);
  if (newest == nullptr || newest->outcome != LoaderOutcome::loads || silent == nullptr) return "";
  std::string text = " But in " + keras::in_words(keras::released_part(silent->loader)) +
                     " the model is not as it was saved, and nothing says so.";
  return silent->remedy ? text + " " + *silent->remedy : text;
}

}  // namespace weighbridge::report
