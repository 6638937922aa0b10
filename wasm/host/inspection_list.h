// What HDF5's library says of files, as it goes from the module that asks it to the one that judges:
// [{"library": "HDF5 1.14", "answer": "refused", "words": "..."}, null, ...], in the order of the given files; null for
// one without HDF5 in it; "only_cut": true where it is refused for nothing but its missing end. A host that lost the
// asking module over the files writes "crashed" or "hung" itself.
#ifndef WEIGHBRIDGE_WASM_HOST_INSPECTION_LIST_H_
#define WEIGHBRIDGE_WASM_HOST_INSPECTION_LIST_H_

#include <optional>
#include <string>
#include <vector>

#include "weighbridge/inspection.h"

namespace weighbridge::wasm {

[[nodiscard]] std::string write_inspection_list(const std::vector<std::optional<Inspection>>& inspections);

// One entry of it; "null" for none.
[[nodiscard]] std::string write_inspection(const std::optional<Inspection>& inspection);

// What is no answer is none; of what is no list there are none.
[[nodiscard]] std::vector<std::optional<Inspection>> read_inspection_list(const std::string& json);

}  // namespace weighbridge::wasm

#endif  // WEIGHBRIDGE_WASM_HOST_INSPECTION_LIST_H_
