// ONNX models, and what TensorFlow's SavedModel consists of: protocol buffers have no signature, so their fields are
// walked.
#ifndef WEIGHBRIDGE_CONTAINER_PROTOBUF_MODELS_H_
#define WEIGHBRIDGE_CONTAINER_PROTOBUF_MODELS_H_

#include "container/identification.h"
#include "container/probe.h"

namespace weighbridge::container {

[[nodiscard]] bool identify_protobuf_model(const Probe& probe, Identification& found);

}  // namespace weighbridge::container

#endif  // WEIGHBRIDGE_CONTAINER_PROTOBUF_MODELS_H_
