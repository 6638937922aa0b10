// What to hand to load_model for the classes and functions that a file names and Keras does not have.
#ifndef WEIGHBRIDGE_LOADERS_CONFIG_CUSTOM_OBJECTS_H_
#define WEIGHBRIDGE_LOADERS_CONFIG_CUSTOM_OBJECTS_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "atlas/atlas.h"

namespace weighbridge::loaders {

// Whether the name can be one in Python: "<lambda>" is none.
[[nodiscard]] bool can_be_handed_over(std::string_view name);
// "{'my_fn': my_fn, 'Custom>Scale': Scale}": a registered class is looked up by the name with its package alone
// (keras/src/saving/object_registration.py of 3.15.1, get_registered_object; the same in tf.keras 2.15).
// `operations`: the Keras whose keras.ops may be meant; without it the names are the user's own.
[[nodiscard]] std::string dict_of(const std::vector<std::string>& keys,
                                  std::optional<atlas::Release> operations = std::nullopt);
// "load_model(path, custom_objects={'my_fn': my_fn, 'sin': keras.ops.sin})"; `more`: further arguments (", ...").
[[nodiscard]] std::string call_with(const std::vector<std::string>& keys, std::string_view more = "",
                                    std::optional<atlas::Release> operations = std::nullopt);
// The loader's modules: "keras.src", and the minor of TensorFlow 2 where it is a part of that.
struct Source {
  std::string_view package;
  std::optional<int> tensorflow_minor;
  std::optional<atlas::Release> operations;  // see dict_of
};
// The call, with whose the names are.
[[nodiscard]] std::string custom_objects(const std::vector<std::string>& keys, const Source& source,
                                         std::string_view more = "");

}  // namespace weighbridge::loaders

#endif  // WEIGHBRIDGE_LOADERS_CONFIG_CUSTOM_OBJECTS_H_
