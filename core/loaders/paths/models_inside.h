// Models inside of the one that was saved: where the versions that write the v3 layout look for what is in them.
#ifndef WEIGHBRIDGE_LOADERS_PATHS_MODELS_INSIDE_H_
#define WEIGHBRIDGE_LOADERS_PATHS_MODELS_INSIDE_H_

#include <string_view>

#include "keras/checkpoint.h"

namespace weighbridge::loaders {

// A Sequential or functional model has its layers in `layers`; other code may have a list of that name, too.
struct ModelInside {
  std::string_view path;  // "encoder" of encoder/layers/dense; "" where there is none
  bool is_plain = false;  // surely Sequential or functional: by its name, or for its input_layer
};

// They point into the checkpoint.
struct ModelsInside {
  ModelInside any;         // the first; a plain one before others
  ModelInside deep;        // one in whose list something lies deeper: net/layers/lstm/cell
  std::string_view own;    // "layers/late": of a class of the user's own, for its class names it, with a list inside
  std::string_view apart;  // (find_apart)
};
[[nodiscard]] ModelsInside find_models_inside(const keras::Checkpoint& checkpoint);

// "sequential_1", as Keras names a model where nobody chose a name.
[[nodiscard]] bool is_name_of_model(std::string_view name);

// Variables, its own or those of layers in it.
[[nodiscard]] bool holds_something(const Layer& layer);

// "out": an attribute with a layer that may be of the same class as one in the list, "" if there is none. TF 2.14 and
// 2.15 do not count it there, others do.
[[nodiscard]] std::string_view find_apart(const keras::Checkpoint& checkpoint);

}  // namespace weighbridge::loaders

#endif  // WEIGHBRIDGE_LOADERS_PATHS_MODELS_INSIDE_H_
