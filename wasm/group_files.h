// Which of the files that JavaScript gives together are one thing.
#ifndef WEIGHBRIDGE_WASM_GROUP_FILES_H_
#define WEIGHBRIDGE_WASM_GROUP_FILES_H_

#include <string>

namespace weighbridge::wasm {

// [{"kind": "shards", "name": "m/x.weights.json", "files": [2, 0, 1], "weights": true}, ...], `weights` false for what
// a folder is not weighed for; "" if `files_json` is no list of files (host/file_list.h).
[[nodiscard]] std::string group_files_json(const std::string& files_json);

}  // namespace weighbridge::wasm

#endif  // WEIGHBRIDGE_WASM_GROUP_FILES_H_
