// Texts of Keras with named gaps: "Layer '{layer}' expected {wanted} variables, but received {found} variables during
// loading".
#ifndef WEIGHBRIDGE_MESSAGES_COMPARE_TEMPLATES_H_
#define WEIGHBRIDGE_MESSAGES_COMPARE_TEMPLATES_H_

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace weighbridge::messages {

// {layer} {saved} {class} {lookup} {argument} {arguments} {variables} {wanted} {found} {wanted_layers} {found_layers}
// {wanted_rank} {found_rank} {module} {missing} {weight} {wanted_shape} {saved_shape} {skips} {axes} and {} for what is
// of no interest. Ends with a literal. Quotes are ', blanks single, as squeeze() leaves them.
[[nodiscard]] std::span<const std::string_view> asked_templates();

struct Capture {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::vector<std::pair<std::string_view, std::string_view>> values;  // gap, what stands there
};
// Where the template first stands at or behind `from`; a gap spans at most kMostGapBytes. Upper and lower case count.
inline constexpr std::size_t kMostGapBytes = 300;
[[nodiscard]] std::optional<Capture> capture(std::string_view pattern, std::string_view squeezed, std::size_t from);

}  // namespace weighbridge::messages

#endif  // WEIGHBRIDGE_MESSAGES_COMPARE_TEMPLATES_H_
