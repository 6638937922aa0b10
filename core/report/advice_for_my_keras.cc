#include "report/advice_for_my_keras.h"

#include <algorithm>
#include <string_view>

#include "keras/releases/loader_rows.h"
#include "keras/versions.h"
#include "report/wording.h"

namespace weighbridge::report {
namespace {

const LoaderPrediction* my_row(const Report& report, std::string_view call) {
  const auto row = std::ranges::find_if(
      report.loaders, [call](const LoaderPrediction& one) { return one.is_mine && one.call == call; });
  return row == report.loaders.end() ? nullptr : &*row;
}

// Where the file cannot tell, the row's remedy says on what it depends.
bool loads(const LoaderPrediction* row) {
  return row != nullptr && (row->outcome == LoaderOutcome::loads || row->outcome == LoaderOutcome::depends);
}

std::string_view load_model_of(std::string_view package) {
  if (package == "tf.keras") return "tf.keras.models.load_model(";
  return package == "tf_keras" ? "tf_keras.models.load_model(" : "keras.models.load_model(";
}

// "Keras 3.99 is newer than what is known here; what follows is of the newest that is. "
std::string how_sure(const MyKeras& mine) {
  if (mine.is_known) return "";
  const bool is_keras = mine.package == "keras";
  const auto version = keras::parse_version(mine.version);
  const bool is_nightly = is_keras && version && version->major_number == keras::kNightly.major_number &&
                          version->minor_number == keras::kNightly.minor_number;
  if (is_nightly)
    return "Of " + name_for_people(mine) + " a nightly build was asked, since the newest release known here is " +
           keras::to_string(keras::kNewestRelease) + ": what follows is of that build. ";
  return name_for_people(mine) + " is newer than what is known here, up to " +
         keras::to_string(is_keras ? keras::kNewestRelease : keras::kNewestTfKeras) +
         ": what follows is of the newest that was asked. ";
}

std::string with_remedy(std::string text, const LoaderPrediction& row) {
  return row.remedy ? text + " " + *row.remedy : text;
}

std::string fails(const LoaderPrediction& row, std::string_view call, const MyKeras& mine) {
  std::string text = std::string(call) + " of " + name_for_people(mine);
  text += row.outcome == LoaderOutcome::raises ? " raises an error for this file."
                                               : " returns, but does not load all values of this file.";
  return with_remedy(std::move(text), row);
}

std::string weights_into_my_model(std::string_view path, std::string_view before) {
  return "build the same model, " + std::string(before) + "then call model.load_weights(" + quoted(path) + ").";
}

}  // namespace

Advice advice_for_my_keras(const Report& report, bool brings_model, std::string_view path, std::string_view before) {
  const MyKeras& mine = *report.my_keras;
  const LoaderPrediction* weights = my_row(report, keras::kLoadWeights);
  const LoaderPrediction* model = brings_model ? my_row(report, keras::kLoadModel) : nullptr;
  const std::string begin = "With " + name_for_people(mine) + ": ";
  if (loads(model)) {
    std::string way =
        begin + std::string(load_model_of(mine.package)) + quoted(path) + ") brings back the whole model.";
    if (loads(weights))
      way.replace(way.size() - 1, 1,
                  "; model.load_weights(" + quoted(path) + ") puts the weights into the same model built in code.");
    return {.text = how_sure(mine) + with_remedy(std::move(way), *model), .has_way = true, .because = ""};
  }
  if (model != nullptr) {
    std::string text = how_sure(mine) + fails(*model, "load_model", mine);
    if (loads(weights) && !model->remedy) text += " The weights can be had: " + weights_into_my_model(path, before);
    return {.text = text + keras::where_it_loads(report.loaders, keras::kLoadModel),
            .has_way = model->remedy || loads(weights),
            .because = model->because.value_or("")};
  }
  if (weights == nullptr) return {};
  if (loads(weights))
    return {.text = how_sure(mine) + with_remedy(begin + weights_into_my_model(path, before), *weights),
            .has_way = true,
            .because = ""};
  return {.text = how_sure(mine) + fails(*weights, "model.load_weights", mine) +
                  keras::where_it_loads(report.loaders, keras::kLoadWeights),
          .has_way = weights->remedy.has_value(),
          .because = weights->because.value_or("")};
}

}  // namespace weighbridge::report
