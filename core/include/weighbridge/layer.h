// The layers of a model, and of a report.
#ifndef WEIGHBRIDGE_LAYER_H_
#define WEIGHBRIDGE_LAYER_H_

#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "weighbridge/tensor.h"

namespace weighbridge {

enum class LayerState { filled, empty, weightless, container, undetermined, missing, unreadable };

struct Layer {
  // Group in the HDF5 file, without a leading slash ("layers/dense", "model_weights/dense").
  std::string path;
  // As the user knows it ("dense_1"); from the name attribute, config or layer_names, else from the path.
  std::string name;
  std::string class_name;        // "Dense"; empty when not known
  std::string class_known_from;  // config | path | name | "" (not known)
  LayerState state = LayerState::undetermined;
  // Of the whole layer, its cells and wrapped layers included, in file or weight_names order.
  std::vector<Tensor> tensors;
};

// Layers to be read only. A copy shows the same layers, and keeps them: ten thousand are 12 MB, which is too much to
// have twice. Those of an Analysis are its own: what its scan finds out about a tensor is seen here too.
class LayerList {
 public:
  using Layers = std::vector<Layer>;

  LayerList() : shared_(std::make_shared<const Layers>()) {}
  LayerList(Layers layers) : shared_(std::make_shared<const Layers>(std::move(layers))) {}  // NOLINT: made of them
  explicit LayerList(std::shared_ptr<const Layers> shared) : shared_(std::move(shared)) {}

  operator const Layers&() const { return *shared_; }  // NOLINT: it is one that is shared
  [[nodiscard]] auto begin() const { return shared_->begin(); }
  [[nodiscard]] auto end() const { return shared_->end(); }
  [[nodiscard]] std::size_t size() const { return shared_->size(); }
  [[nodiscard]] bool empty() const { return shared_->empty(); }
  [[nodiscard]] const Layer& front() const { return shared_->front(); }
  [[nodiscard]] const Layer& operator[](std::size_t index) const { return (*shared_)[index]; }

 private:
  std::shared_ptr<const Layers> shared_;
};

}  // namespace weighbridge

#endif  // WEIGHBRIDGE_LAYER_H_
