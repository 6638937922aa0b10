// How a layer of Keras 3 bears what is no single tensor.
#ifndef WEIGHBRIDGE_REVIVAL_REACTIONS_H_
#define WEIGHBRIDGE_REVIVAL_REACTIONS_H_

#include "base/json.h"
#include "revival/handed.h"
#include "revival/raised.h"

namespace weighbridge::revival {

// What comes out of the layer, or what it raises; `handed` is no tensor and not unknown.
struct Reaction {
  Handed gives = Handed::unknown;
  Trouble trouble;
};
[[nodiscard]] Reaction react(json::Value layer, Handed handed, int minor_number);
// The same of a model that was built before; `gives` is what it gives for a tensor.
[[nodiscard]] Reaction model_reacts(json::Value model, Handed handed, Handed gives, int minor_number);

}  // namespace weighbridge::revival

#endif  // WEIGHBRIDGE_REVIVAL_REACTIONS_H_
