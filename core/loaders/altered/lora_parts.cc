#include "loaders/altered/lora_parts.h"

#include <algorithm>
#include <cstddef>

#include "atlas/atlas.h"
#include "loaders/causes.h"
#include "loaders/load_weights.h"

namespace weighbridge::loaders {
namespace {

std::size_t lora_variables(const Layer& layer) {
  return static_cast<std::size_t>(
      std::ranges::count_if(layer.tensors, [](const Tensor& tensor) { return tensor.role.starts_with("lora_"); }));
}

// A layer that takes the rank itself is made with it.
bool takes_a_rank(const Layer& layer) {
  constexpr int kAsked = 15;
  const auto release = atlas::release_for(atlas::Family::keras_3, 3, kAsked);
  const auto known = atlas::find_class(atlas::Kind::layer, layer.class_name);
  return !known || !release || atlas::takes(*known, "lora_rank", *release) != atlas::Takes::no;
}

}  // namespace

std::optional<Answer> make_lora_parts(const Generation& loader, const Contents& file) {
  if (!loader.is_keras_3()) return std::nullopt;
  for (const Layer& layer : file.subject.checkpoint->layers) {
    const std::size_t added = lora_variables(layer);
    if (added == 0 || takes_a_rank(layer)) continue;
    Contradiction found{.layer = layer.name,
                        .class_name = layer.class_name,
                        .needed = {},
                        .stored = layer.tensors.size(),
                        .shape = std::nullopt};
    found.needed.resize(found.stored - added);
    return raises(other_variables(loader, file, found), causes::none(),
                  "Build the model in code, call enable_lora on the same layers, then model.load_weights.");
  }
  return std::nullopt;
}

}  // namespace weighbridge::loaders
