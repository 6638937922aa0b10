#include "loaders/altered/lora_parts.h"

#include <algorithm>
#include <cstddef>

#include "atlas/atlas.h"
#include "keras/tensors.h"
#include "loaders/causes.h"
#include "loaders/load_weights.h"

namespace weighbridge::loaders {
namespace {

// A layer that takes the rank itself is made with it.
bool takes_a_rank(const Generation& loader, const Layer& layer) {
  const auto release = atlas::release_for(atlas::Family::keras_3, 3, loader.to.minor_number);
  const auto known = atlas::find_class(atlas::Kind::layer, layer.class_name);
  return !known || !release || atlas::takes(*known, "lora_rank", *release) != atlas::Takes::no;
}

}  // namespace

std::optional<Answer> make_lora_parts(const Generation& loader, const Contents& file) {
  if (!loader.is_keras_3()) return std::nullopt;
  for (const Layer& layer : file.subject.checkpoint->layers) {
    const auto added = static_cast<std::size_t>(std::ranges::count_if(layer.tensors, keras::is_lora));
    if (added == 0 || takes_a_rank(loader, layer)) continue;
    return raises(other_variables(loader, file, made_with_fewer(layer, added)), causes::none(),
                  "Build the model in code, call enable_lora on the same layers, then model.load_weights.");
  }
  return std::nullopt;
}

}  // namespace weighbridge::loaders
