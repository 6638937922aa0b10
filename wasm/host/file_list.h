// Files that JavaScript gives together, as JSON: [{"path": "m/x.weights.json", "id": 3, "size": 1234}, ...].
#ifndef WEIGHBRIDGE_WASM_HOST_FILE_LIST_H_
#define WEIGHBRIDGE_WASM_HOST_FILE_LIST_H_

#include <deque>
#include <string>
#include <vector>

#include "host/blob_source.h"
#include "weighbridge/file_set.h"

namespace weighbridge::wasm {

// Appends all files of the list; false if it is none.
[[nodiscard]] bool read_file_list(const std::string& files_json, std::deque<BlobSource>& sources,
                                  std::vector<NamedSource>& files);

}  // namespace weighbridge::wasm

#endif  // WEIGHBRIDGE_WASM_HOST_FILE_LIST_H_
