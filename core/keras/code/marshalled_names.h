// The names that a marshalled Python function looks up outside of itself.
#ifndef WEIGHBRIDGE_KERAS_CODE_MARSHALLED_NAMES_H_
#define WEIGHBRIDGE_KERAS_CODE_MARSHALLED_NAMES_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "keras/config_marks.h"

namespace weighbridge::keras {

// `bytes` are a code object as marshal.dumps writes it. Python's own names (len, range) are left out. None where the
// code is of a Python whose instructions are not known, or cannot be read to its end. Nothing is run.
[[nodiscard]] std::optional<std::vector<std::string>> names_looked_up(std::string_view bytes, LambdaCode python);

}  // namespace weighbridge::keras

#endif  // WEIGHBRIDGE_KERAS_CODE_MARSHALLED_NAMES_H_
