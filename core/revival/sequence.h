// What a Sequential of Keras 3 hands from layer to layer while it is made: a list, where a functional model in it gives
// one, which few layers bear.
#ifndef WEIGHBRIDGE_REVIVAL_SEQUENCE_H_
#define WEIGHBRIDGE_REVIVAL_SEQUENCE_H_

#include <optional>
#include <vector>

#include "base/json.h"
#include "revival/doubled_batch.h"
#include "revival/handed.h"
#include "revival/raised.h"

namespace weighbridge::revival {

// What a model in another gives when it is called.
[[nodiscard]] Handed given_by(json::Value model, int minor_number, int depth = 0);

// Whether a Sequential is made but calculates something else: its last layer, which is no model, was given a list.
[[nodiscard]] bool ends_with_list(json::Value model, int minor_number);

// What the layer raises when it is called, with one tensor and wherever it stands.
[[nodiscard]] Trouble when_called(json::Value layer, int minor_number);

class Sequence {
 public:
  Sequence(json::Value config, int minor_number) : config_(config), minor_(minor_number) {}

  // Each layer of the config in its turn; it is called when the model can be built.
  [[nodiscard]] Trouble add(json::Value layer);
  [[nodiscard]] Trouble finish();
  [[nodiscard]] Handed handed() const { return handed_; }

 private:
  [[nodiscard]] bool is_built_by(json::Value first_layer) const;
  [[nodiscard]] Trouble call(json::Value layer);
  [[nodiscard]] Trouble hand_to(json::Value layer);

  json::Value config_;
  int minor_;
  Handed handed_ = Handed::tensor;
  bool has_first_ = false;
  bool builds_ = false;
  std::optional<DoubledBatch> doubled_;
  std::vector<json::Value> waiting_;
};

}  // namespace weighbridge::revival

#endif  // WEIGHBRIDGE_REVIVAL_SEQUENCE_H_
