// Layers in attributes of a model of the user's own class (self.encoder): the list `layers` of such a model has those
// that no attribute before it had. Which these are depends on the version that writes, or looks.
#ifndef WEIGHBRIDGE_LOADERS_PATHS_ATTRIBUTES_H_
#define WEIGHBRIDGE_LOADERS_PATHS_ATTRIBUTES_H_

#include "subject/subject.h"

namespace weighbridge::loaders {

// a_to_z: TF 2.12 to 2.14 and Keras 3, which keep self.encoder under its name, and self.net in `layers`.
// z_to_a: TF 2.15 and tf_keras, the other way round.
enum class Order { unknown, a_to_z, z_to_a };

struct Attributes {
  Order order = Order::unknown;  // of the version that wrote the file
  bool is_plain = false;         // Sequential or functional, so the file says: a list is what it has
  bool of_own_class = false;     // so the file says
  bool of_lists = false;         // ... by lists (self.blocks), which may be sets
  bool may_be_own = false;       // or a Sequential to which a name was given
};
[[nodiscard]] Attributes read_attributes(const Subject& subject);

}  // namespace weighbridge::loaders

#endif  // WEIGHBRIDGE_LOADERS_PATHS_ATTRIBUTES_H_
