// Values of a config as Python prints them in messages.
#ifndef WEIGHBRIDGE_REVIVAL_PYTHON_TEXT_H_
#define WEIGHBRIDGE_REVIVAL_PYTHON_TEXT_H_

#include <string>
#include <string_view>

#include "base/json.h"

namespace weighbridge::revival {

// repr() of what json.loads makes of the value. Long ones end in "...": a message is read, not parsed.
[[nodiscard]] std::string python_repr(json::Value value);

// `pattern` with each `hole` replaced by `filling`.
[[nodiscard]] std::string filled(std::string_view pattern, std::string_view hole, std::string_view filling);

}  // namespace weighbridge::revival

#endif  // WEIGHBRIDGE_REVIVAL_PYTHON_TEXT_H_
