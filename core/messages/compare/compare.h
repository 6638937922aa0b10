// A pasted message against the file at hand: what it asks for, beside what is there. Every sentence says what the file
// proves, no more.
#ifndef WEIGHBRIDGE_MESSAGES_COMPARE_COMPARE_H_
#define WEIGHBRIDGE_MESSAGES_COMPARE_COMPARE_H_

#include <optional>
#include <string>

#include "messages/compare/asked.h"
#include "weighbridge/report.h"

namespace weighbridge::messages {

// What the file has beside what the message asks for, in sentences for people.
struct Comparison {
  std::string said;
  bool explains = true;  // false: it is worth knowing, but what the message means in general has to be said as well
};

// With the shape of the saved array as it stands in the file, where the text has another order of its sides.
[[nodiscard]] Asked as_stored(Asked asked, const Report& report);

// None where the file says nothing about it (no layers could be read, or the text gives no values).
[[nodiscard]] std::optional<Comparison> compare(const Asked& asked, const Report& report);

// Whether the array that the message is about may be in this layer, at another place: both shapes are in it, and its
// name does not say otherwise. True of a text without shapes.
[[nodiscard]] bool may_be_moved(const Asked& asked, const Layer& layer);

// compare() without a file; none where the text alone says no more than the message does in general.
[[nodiscard]] std::optional<std::string> without_file(const Asked& asked);

// What compare() asks, one after the other; each answers for the values that it is about.
// "expected 3, received 0".
[[nodiscard]] std::optional<Comparison> compare_variables(const Asked& asked, const Report& report);
// Weights of CuDNNLSTM and CuDNNGRU, which Keras 3 does not have.
[[nodiscard]] std::optional<Comparison> compare_cudnn(const Asked& asked, const Report& report);
[[nodiscard]] std::optional<Comparison> compare_shapes(const Asked& asked, const Report& report);
// Arrays of an inner model that are all there, in another order.
[[nodiscard]] std::optional<Comparison> compare_order(const Asked& asked, const Report& report);
[[nodiscard]] std::optional<Comparison> compare_layer_count(const Asked& asked, const Report& report);
// Adapters of another rank than the model was prepared for.
[[nodiscard]] std::optional<Comparison> compare_rank(const Asked& asked, const Report& report);
// Lists of lists of layers, which Keras before 3.15 wrote only where a model has them. `report` may be null.
[[nodiscard]] std::optional<Comparison> compare_container(const Asked& asked, const Report* report);
// What `__init__` of a class of the user's own does not take, or needs. `report` may be null.
[[nodiscard]] std::optional<Comparison> compare_own_init(const Asked& asked, const Report* report);
// Whether any Keras has something of that name, of whatever kind.
[[nodiscard]] bool is_of_keras(std::string_view name);
[[nodiscard]] std::optional<Comparison> compare_class(const Asked& asked, const Report& report);

}  // namespace weighbridge::messages

#endif  // WEIGHBRIDGE_MESSAGES_COMPARE_COMPARE_H_
