// The files of an Orbax checkpoint, which keras.callbacks.OrbaxCheckpoint writes (Keras >= 3.13): JSON that lists a
// tree of arrays, and TensorStore's database OCDBT, which holds them.
#ifndef WEIGHBRIDGE_CONTAINER_ORBAX_H_
#define WEIGHBRIDGE_CONTAINER_ORBAX_H_

#include "base/json.h"
#include "container/identification.h"
#include "container/probe.h"

namespace weighbridge::container {

// By the first bytes (tensorstore/kvstore/ocdbt: manifest 0c db 3a 2a, node of the B-tree 0c db 20 de, of the version
// tree 0c db 1b de), or the words of `commit_success.txt`.
[[nodiscard]] bool identify_orbax_bytes(const Probe& probe, Identification& found);
// `_METADATA`, `_CHECKPOINT_METADATA`, `_sharding`, `model_config/_strings.json` and `array_metadatas/process_n`, by
// their keys. Turns what is JSON into a piece of Orbax.
[[nodiscard]] bool identify_orbax_json(json::Value root, Identification& found);

}  // namespace weighbridge::container

#endif  // WEIGHBRIDGE_CONTAINER_ORBAX_H_
