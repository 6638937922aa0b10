// What Keras says where objects of a model find nothing in a file of the v3 layout.
#ifndef WEIGHBRIDGE_LOADERS_OBJECTS_NOT_LOADED_H_
#define WEIGHBRIDGE_LOADERS_OBJECTS_NOT_LOADED_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "loaders/contents.h"
#include "loaders/generation.h"
#include "loaders/objects/object.h"
#include "loaders/paths/v3_paths.h"

namespace weighbridge::loaders {

inline constexpr std::size_t kMaxListed = 5;  // in a message of Keras 3

// Objects that get nothing: all are counted, the first few are named. Thousands of layers meet thirty loaders, so
// nothing is copied.
struct Failed {
  std::size_t count = 0;
  std::vector<Object> first;

  void add(const Holder& holder, const Contents& file, const Generation& loader);
  void add(Object object);
};
[[nodiscard]] Failed all_of(const std::vector<Holder>& holders, const Contents& file, const Generation& loader);
// Without those that may look for nothing.
[[nodiscard]] Failed all_that_need(const Contents& file, const Generation& loader);
// Those that miss their variables because this loader looks for them elsewhere.
[[nodiscard]] Failed misplaced(const Generation& loader, const Contents& file, Found found);

[[nodiscard]] std::string received(const Generation& loader, const Object& object, std::size_t expected,
                                   std::size_t received);
// TF-Keras and the first Keras 3 stop at the first object, later ones gather them all.
[[nodiscard]] std::string not_loaded(const Generation& loader, const Failed& failed, std::string_view reason = "");

}  // namespace weighbridge::loaders

#endif  // WEIGHBRIDGE_LOADERS_OBJECTS_NOT_LOADED_H_
