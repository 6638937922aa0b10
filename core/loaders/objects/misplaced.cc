// keras/src/saving/saving_lib.py of Keras 3.15.1 and TensorFlow 2.15.1, keras/saving/saving_lib.py of 2.12.0:
// _load_state and _load_container_state.
#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "keras/class_table.h"
#include "keras/v3_objects.h"
#include "loaders/objects/not_loaded.h"
#include "loaders/objects/parts.h"

namespace weighbridge::loaders {
namespace {

bool have_same_shapes(const Layer& a, const Layer& b) {
  return std::ranges::equal(a.tensors, b.tensors, {}, &Tensor::shape, &Tensor::shape);
}

// The file has `dense`, `dense_2`, `dense_4`, and the loader asks for `dense`, `dense_1`, `dense_2`: every second one
// is not there, and the others get the arrays of one before them.
Failed of_gapped(const Generation& loader, const Contents& file) {
  Failed failed;
  std::map<std::string_view, std::vector<const Layer*>> alike;  // by the place without its number
  for (const Holder& holder : file.holders) {
    std::vector<const Layer*>& before = alike[keras::split_counter(holder.layer->path).stem];
    const std::size_t place = before.size();
    before.push_back(holder.layer);
    if (place % 2 == 1 || !have_same_shapes(*holder.layer, *before[place / 2])) failed.add(holder, file, loader);
  }
  return failed;
}

// Only these are called otherwise.
Failed projections(const Generation& loader, const Contents& file) {
  constexpr std::size_t kMost = 64;
  Failed failed;
  for (const Holder& holder : file.holders) {
    const auto is_query = [](const Tensor& tensor) { return tensor.path.contains("/query_dense/"); };
    if (std::ranges::none_of(holder.layer->tensors, is_query)) continue;
    if (failed.first.size() >= kMaxListed) {  // the others are counted alone
      failed.count +=
          static_cast<std::size_t>(std::ranges::count_if(parts_of(*holder.layer, false), [](const Part& part) {
            return !projection(part.inner.substr(part.inner.rfind('/') + 1)).empty();
          }));
      continue;
    }
    std::vector<Object> objects;
    add_objects(*holder.layer, file, loader, kMost, objects);
    for (const Object& object : objects) {
      if (object.class_name == "EinsumDense") failed.add(object);
    }
  }
  return failed;
}

}  // namespace

Failed misplaced(const Generation& loader, const Contents& file, Found found) {
  const V3Paths& paths = file.paths;
  if (found == Found::first_of_each_class) return of_gapped(loader, file);
  const auto stands_outside = [](const Holder& holder) {
    return !holder.layer->path.starts_with("layers/") &&
           !holder.layer->path.starts_with(std::string(keras::kCheckpointDependencies) + '/');
  };
  const bool by_attributes = paths.attributes.of_own_class || std::ranges::any_of(file.holders, stands_outside);
  if (!loader.is_tensorflow() || paths.backslashes || (paths.in_dependencies && !by_attributes))
    return all_that_need(file, loader);
  if (!loader.tensorflow_since(2, 15) && !by_attributes) return all_that_need(file, loader);
  // Where the attributes themselves are found, the projections are not.
  const bool found_by_attributes = !loader.tensorflow_since(2, 15) && paths.attributes.order != Order::z_to_a &&
                                   !paths.inside.any.is_plain && paths.public_projections;
  if (!by_attributes || found_by_attributes) return projections(loader, file);
  // Attributes are visited by their names, and which of those of the layers in the list is first is not in the file.
  Failed failed;
  failed.add(Object{.class_name = "", .name = std::string(kUntold), .variables = {std::string(kUntold)}});
  return failed;
}

}  // namespace weighbridge::loaders
