// Code of the user's own that is called like something which only another Keras has: a loss `dice` of TensorFlow 2.15
// is none of Keras 3, which has one since 3.2 and takes that.
#ifndef WEIGHBRIDGE_LOADERS_CONFIG_NAMESAKES_H_
#define WEIGHBRIDGE_LOADERS_CONFIG_NAMESAKES_H_

#include <string>
#include <string_view>

#include "loaders/contents.h"
#include "loaders/generation.h"

namespace weighbridge::loaders {

// Whether the Keras that wrote the file has none of that name, where it is known.
[[nodiscard]] bool is_namesake(const Contents& file, std::string_view name);

// What this loader takes for the user's without a word.
struct Mistaken {
  std::string said;       // "" if there is nothing of the kind
  bool may_fail = false;  // a class: it may refuse the config of the user's, or its weights
};
[[nodiscard]] Mistaken taken_for_own(const Generation& loader, const Contents& file);

}  // namespace weighbridge::loaders

#endif  // WEIGHBRIDGE_LOADERS_CONFIG_NAMESAKES_H_
