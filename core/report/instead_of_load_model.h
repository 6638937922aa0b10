// What to do with a file whose model load_model does not bring back: the way that works, by the table of loaders.
#ifndef WEIGHBRIDGE_REPORT_INSTEAD_OF_LOAD_MODEL_H_
#define WEIGHBRIDGE_REPORT_INSTEAD_OF_LOAD_MODEL_H_

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "weighbridge/report.h"

namespace weighbridge::report {

// For the newest Keras of the table, in two or three sentences; then the newest version whose load_model takes the
// file. None where load_model of the newest Keras loads it, or where there is no table (files judged as one).
[[nodiscard]] std::optional<std::string> instead_of_load_model(std::span<const LoaderPrediction> loaders);

// For weights alone: what has to be done before load_weights of the newest Keras takes them, where it raises for no
// finding of the report.
[[nodiscard]] std::optional<std::string> before_load_weights(std::span<const LoaderPrediction> loaders);

// What `call` of the newest Keras takes besides the file, where it loads it: the code of the user's own classes, say,
// or an argument of a layer in code; or on what it depends. With a space in front; "" where there is nothing to say.
[[nodiscard]] std::string what_it_takes(std::span<const LoaderPrediction> loaders, std::string_view call);

// Where the newest Keras loads it by `call`, but others of Keras 3 leave values out without a word: which, and what
// helps there. With a space in front; "" where there are none.
[[nodiscard]] std::string but_not_in_all(std::span<const LoaderPrediction> loaders, std::string_view call);

}  // namespace weighbridge::report

#endif  // WEIGHBRIDGE_REPORT_INSTEAD_OF_LOAD_MODEL_H_
