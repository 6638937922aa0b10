// Lambda layers whose code looks up names that are not in the file.
#ifndef WEIGHBRIDGE_LOADERS_CONFIG_LAMBDA_NAMES_H_
#define WEIGHBRIDGE_LOADERS_CONFIG_LAMBDA_NAMES_H_

#include <optional>
#include <string>

#include "loaders/answer.h"
#include "loaders/contents.h"
#include "loaders/generation.h"

namespace weighbridge::loaders {

// tf.keras calls the function while it makes the model: NameError.
[[nodiscard]] std::optional<Answer> call_without_names(const Generation& loader, const Contents& file);
// A Sequential of Keras 3 goes on without a word, but stays without the layers behind the Lambda
// (keras/src/models/sequential.py, build).
[[nodiscard]] bool stops_at_lambda(const Generation& loader, const Contents& file);
// What then becomes of the weights; nothing where no layer behind the Lambda has any.
[[nodiscard]] std::optional<Answer> count_without_lambda(const Generation& loader, const Contents& file);
[[nodiscard]] std::string raises_when_called(const Contents& file);

}  // namespace weighbridge::loaders

#endif  // WEIGHBRIDGE_LOADERS_CONFIG_LAMBDA_NAMES_H_
