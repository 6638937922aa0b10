// JSON: error answers of servers, shard indexes, configs without weights.
#ifndef WEIGHBRIDGE_CONTAINER_TEXT_JSON_KIND_H_
#define WEIGHBRIDGE_CONTAINER_TEXT_JSON_KIND_H_

#include <string_view>

#include "container/identification.h"
#include "container/probe.h"

namespace weighbridge::container {

// `text`: the window, from its first character that is no space. Details: JsonDocument.
[[nodiscard]] Result<bool> identify_json(Probe& probe, std::string_view text, Identification& found);

}  // namespace weighbridge::container

#endif  // WEIGHBRIDGE_CONTAINER_TEXT_JSON_KIND_H_
