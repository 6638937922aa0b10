#include "loaders/altered/renorm.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "loaders/causes.h"
#include "loaders/config/contradiction.h"
#include "loaders/load_weights.h"
#include "loaders/objects/not_loaded.h"

namespace weighbridge::loaders {
namespace {

constexpr std::size_t kAdded = 3;        // moving_stddev, renorm_mean, renorm_stddev
constexpr std::size_t kMostWithout = 4;  // gamma, beta, moving_mean, moving_variance

bool is_renorm_mean(const Tensor& tensor) { return tensor.path.contains("/renorm_mean"); }

// tensorflow/python/keras/layers/normalization.py (1.12 to 2.5), keras/src/layers/normalization/batch_normalization.py
// (TensorFlow 2.15, tf_keras 2.21; Keras 3.14.0, whose predecessors do not have it; keras/layers/normalization.py of
// Keras 2.3.1 has not either).
bool knows_renorm(const Generation& loader) { return loader.is_tensorflow() || loader.keras_since(3, 14); }

// By path: the newer layout.
std::string too_many_by_path(const Generation& loader, const Contents& file) {
  Failed failed;
  for (const RenormLayer& one : file.renorm) {
    Object object = object_of(*one.layer);
    std::vector<std::string> without;
    for (std::size_t i = 0; i + kAdded < one.layer->tensors.size(); ++i) {
      const std::string& role = one.layer->tensors[i].role;
      without.push_back(role.empty() ? std::string(kUntold) : role);
    }
    object.variables = without;
    if (without.size() == kMostWithout) object.variables = {"gamma", "beta", "moving_mean", "moving_variance"};
    failed.add(std::move(object));
  }
  const Object& first = failed.first.front();
  return not_loaded(loader, failed,
                    received(loader, first, first.variables.size(), file.renorm.front().layer->tensors.size()));
}

constexpr std::string_view kLeaveOut =
    " has renorm=True, which only tf.keras, tf_keras and Keras 3.14 and later have. Predictions do not use it: load "
    "the "
    "file with one of those, give the layer of a model without renorm all weights but the last three, "
    "plain.set_weights(layer.get_weights()[:-3]), and save that.";

}  // namespace

std::vector<RenormLayer> find_renorm(const keras::Checkpoint& checkpoint) {
  std::vector<RenormLayer> found;
  for (const Layer& layer : checkpoint.layers) {
    std::size_t layers = 0;
    if (!checkpoint.is_legacy())
      layers = layer.class_name == "BatchNormalization" && layer.tensors.size() > kMostWithout ? 1 : 0;
    else if (layer.tensors.size() > kMostWithout)
      layers = static_cast<std::size_t>(std::ranges::count_if(layer.tensors, is_renorm_mean));
    if (layers > 0) found.push_back({&layer, layers});
  }
  return found;
}

std::optional<Answer> load_renorm(const Generation& loader, const Contents& file) {
  if (file.renorm.empty() || knows_renorm(loader)) return std::nullopt;
  const RenormLayer& first = file.renorm.front();
  return raises(file.is_legacy() ? other_variables(loader, file, made_with_fewer(*first.layer, kAdded * first.layers))
                                 : too_many_by_path(loader, file),
                causes::none(), "BatchNormalization in '" + first.layer->name + "'" + std::string(kLeaveOut));
}

}  // namespace weighbridge::loaders
