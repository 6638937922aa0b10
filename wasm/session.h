// One file's analysis as JavaScript drives it: the report at once, then the values piece by piece.
#ifndef WEIGHBRIDGE_WASM_SESSION_H_
#define WEIGHBRIDGE_WASM_SESSION_H_

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "blob_source.h"
#include "weighbridge/analysis.h"

namespace weighbridge::wasm {

// Sizes and offsets are doubles, exact up to 2^53. Where the file could not be read at all, report() is
// {"error":{"code":"io","message":"..."}} and there are no pieces.
class Session {
 public:
  Session(const std::string& file_name, int source_id, double size_bytes);

  [[nodiscard]] std::string report() const;
  // What a pasted error message means for this file: {"messages":[...]}.
  [[nodiscard]] std::string explain_message(const std::string& pasted) const;
  [[nodiscard]] int piece_count() const;
  [[nodiscard]] double piece_offset(int index) const;
  [[nodiscard]] double piece_bytes(int index) const;
  // Where JavaScript writes the bytes of piece `index` before feed(index): an address in the module's memory, valid until the next call.
  [[nodiscard]] std::size_t buffer_for(int index);
  void feed(int index);
  // Ends the scan; report() then knows the values that were fed.
  void finish_scan();

 private:
  std::optional<BlobSource> source_;
  std::unique_ptr<Analysis> analysis_;
  std::string error_json_;
  std::vector<std::byte> buffer_;
};

}  // namespace weighbridge::wasm

#endif  // WEIGHBRIDGE_WASM_SESSION_H_
