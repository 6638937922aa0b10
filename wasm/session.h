// The analysis of one file, or of one group of files, as JavaScript drives it: the report at once, then the values
// piece by piece.
#ifndef WEIGHBRIDGE_WASM_SESSION_H_
#define WEIGHBRIDGE_WASM_SESSION_H_

#include <cstddef>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "host/blob_source.h"
#include "weighbridge/analysis.h"
#include "weighbridge/analyze.h"
#include "weighbridge/file_set.h"
#include "weighbridge/inspection.h"

namespace weighbridge::wasm {

// Sizes and offsets are doubles, exact up to 2^53. Where the file could not be read at all, report() is
// {"error":{"code":"io","message":"..."}} and there are no pieces.
class Session {
 public:
  // Of a file, or of several that groupFiles() put into one group: [{"path": "m/x.weights.json", "id": 3, "size":
  // 1234}, ...]. `inspections`: what HDF5's library says of each (host/inspection_list.h), "" where it was not asked
  // yet. `keras`: which the reader has ("3.10", "tf.keras 2.15"), or "".
  Session(const std::string& files_json, const std::string& inspections, const std::string& keras);

  [[nodiscard]] std::string report() const;
  // The same in parts (JsonFrame): what is before the layers, or the error; one piece of the layers after the other, ""
  // when there are no more; what is behind them. report_before() begins them all anew.
  [[nodiscard]] std::string report_before();
  [[nodiscard]] int layer_count() const;
  [[nodiscard]] std::string next_layers();
  [[nodiscard]] std::string report_after() { return std::move(frame_.after); }
  // The same, learnt only now. False: it changes the report; a new session is to be made with it.
  [[nodiscard]] bool take_inspections(const std::string& inspections);
  // What the report has of that, as JSON; "null" where it has none.
  [[nodiscard]] std::string inspection() const;
  // Whether there is HDF5 in it that the library was not asked about yet.
  [[nodiscard]] bool wants_inspection() const;
  // Has the report made anew for another Keras.
  void speak_of(const std::string& keras);
  // The report as Markdown; "" where the file could not be read.
  [[nodiscard]] std::string markdown() const;
  // What a pasted error message means for this file: {"match":...,"messages":[...],"nearest":[...]}. `audience`: "page"
  // or "terminal".
  [[nodiscard]] std::string explain_message(const std::string& pasted, const std::string& audience) const;
  // Where a wrong verdict is reported, with what helps filled in and no name of the file; "" where nobody said an
  // address.
  [[nodiscard]] std::string wrong_verdict_link() const;
  [[nodiscard]] int piece_count() const;
  // Which of the given files a piece lies in: its place in the list.
  [[nodiscard]] int piece_file(int index) const;
  [[nodiscard]] double piece_offset(int index) const;
  [[nodiscard]] double piece_bytes(int index) const;
  // Where JavaScript writes the bytes of piece `index` before feed(index): an address in the module's memory, valid
  // until the next call.
  [[nodiscard]] std::size_t buffer_for(int index);
  void feed(int index);
  // After the pieces: values that are packed. Each step reads through readAt and takes some milliseconds.
  [[nodiscard]] int step_count() const;
  [[nodiscard]] double step_bytes(int index) const;
  void run_step(int index);
  // All of it for a host whose files can be read at once: one piece or step further. False: nothing is left, or a piece
  // can't be read.
  [[nodiscard]] bool read_next();
  // For progress; what is packed counts unpacked.
  [[nodiscard]] double bytes_to_read() const;
  [[nodiscard]] double bytes_read() const;
  // Ends the scan; report() then knows the values that were fed.
  void finish_scan();

 private:
  [[nodiscard]] Result<std::unique_ptr<Analysis>> open(const std::string& files_json, const std::string& inspections,
                                                       const std::string& keras);
  [[nodiscard]] std::vector<std::optional<Inspection>> by_member(const std::string& inspections) const;

  std::deque<BlobSource> sources_;
  std::vector<NamedSource> files_;    // points into sources_
  std::vector<std::size_t> members_;  // FileGroup::files
  std::unique_ptr<Analysis> analysis_;
  std::string error_json_;
  JsonFrame frame_;
  std::size_t next_layer_ = 0;
  std::vector<std::byte> buffer_;
};

}  // namespace weighbridge::wasm

#endif  // WEIGHBRIDGE_WASM_SESSION_H_
