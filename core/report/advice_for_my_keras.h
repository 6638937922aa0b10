// What to do with a loaded file for a reader who has said which Keras he has: what the table of loaders says of it.
#ifndef WEIGHBRIDGE_REPORT_ADVICE_FOR_MY_KERAS_H_
#define WEIGHBRIDGE_REPORT_ADVICE_FOR_MY_KERAS_H_

#include <string>

#include "weighbridge/report.h"

namespace weighbridge::report {

struct Advice {
  std::string text;      // one to three sentences; "" where the table says nothing of this Keras
  bool has_way = false;  // it says how the file is loaded, or what makes it load
  std::string because;   // the finding that explains why it does not load as it is; or ""
};

// `report` has its loaders and `my_keras`. `brings_model`: the file has its model with it, so that load_model is the
// way that is looked at first. `path` is what that Keras is given in load_weights, `before` what is to be done to the
// model before that: "call model.quantize(...), ", or "".
[[nodiscard]] Advice advice_for_my_keras(const Report& report, bool brings_model, std::string_view path,
                                         std::string_view before);

}  // namespace weighbridge::report

#endif  // WEIGHBRIDGE_REPORT_ADVICE_FOR_MY_KERAS_H_
