// JSON: error answers of servers, shard indexes, configs without weights.
#ifndef WEIGHBRIDGE_CONTAINER_TEXT_JSON_KIND_H_
#define WEIGHBRIDGE_CONTAINER_TEXT_JSON_KIND_H_

#include <string_view>

#include "container/identification.h"
#include "container/probe.h"

namespace weighbridge::container {

// `text`: the window, from its first character that is no space. Facts: keys (of the top object, ", " between them), valid ("false" when it
// only begins like JSON), message (of a server's error), class_name (of a Keras config), weight_map (entries), shards (file names).
[[nodiscard]] Result<bool> identify_json(Probe& probe, std::string_view text, Identification& found);

}  // namespace weighbridge::container

#endif  // WEIGHBRIDGE_CONTAINER_TEXT_JSON_KIND_H_
