// Text from files and from the command line, made fit to be seen.
#ifndef WEIGHBRIDGE_BASE_HARMLESS_H_
#define WEIGHBRIDGE_BASE_HARMLESS_H_

#include <string>
#include <string_view>

namespace weighbridge::text {

// Valid UTF-8 in which nothing moves a terminal's cursor, changes its colours, hides text or turns its direction
// around: what does becomes U+FFFD, line breaks and tabs become spaces. For every name and message that people see.
[[nodiscard]] std::string harmless(std::string_view text);

}  // namespace weighbridge::text

#endif  // WEIGHBRIDGE_BASE_HARMLESS_H_
