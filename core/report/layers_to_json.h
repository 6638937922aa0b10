// The long part of the report's JSON: layers, tensors and their statistics. Models have thousands of them, so what is
// as usual is left out (docs/report.schema.json says for every key what its absence means).
#ifndef WEIGHBRIDGE_REPORT_LAYERS_TO_JSON_H_
#define WEIGHBRIDGE_REPORT_LAYERS_TO_JSON_H_

#include <string_view>
#include <vector>

#include "base/json_builder.h"
#include "weighbridge/report.h"

namespace weighbridge::report {

// `owner`: the path of what the tensors belong to; theirs begin there.
[[nodiscard]] JsonBuilder::Value tensors_to_json(JsonBuilder& json, const std::vector<Tensor>& tensors,
                                                 std::string_view owner);

}  // namespace weighbridge::report

#endif  // WEIGHBRIDGE_REPORT_LAYERS_TO_JSON_H_
