// The front door: bytes in, report out. The command and the WebAssembly module call only this.
#ifndef WEIGHBRIDGE_ANALYZE_H_
#define WEIGHBRIDGE_ANALYZE_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "weighbridge/byte_source.h"
#include "weighbridge/report.h"
#include "weighbridge/result.h"

namespace weighbridge {

inline constexpr std::string_view kVersion = "0.1.0";

// Judges one file. `file_name` is the bare name (it decides which Keras loader would be used). Bad files are not
// errors: they give a report with findings. The only errors are about the analysis: the source itself could not be
// read. Reads structure only, never tensor values; deterministic: the same bytes and name give the same report
// everywhere.
[[nodiscard]] Result<Report> analyze(std::string_view file_name, ByteSource& source);

// The report as the JSON of the contract (docs/report.schema.json): UTF-8, keys in the contract's order, one line with
// its line break. The same bytes from the command, the page and Node. Here and below `path`: where the file is, if that
// tells more than its name; among several files two of one name are told apart by it.
[[nodiscard]] std::string to_json(const Report& report, std::string_view path = {});
// The same in parts, for who can't take it at once: `before`, the layers' pieces with a comma between two of them,
// `after`. Without the layers it is a whole report of none.
struct JsonFrame {
  std::string before;
  std::string after;
};
[[nodiscard]] JsonFrame json_frame(const Report& report, std::string_view path = {});
// The layers from `first` on, some sixty kilobytes of them; `count`: how many. A whole document of ten thousand
// layers would be 20 MB before it is text.
struct LayersPiece {
  std::string text;
  std::size_t count = 0;
};
[[nodiscard]] LayersPiece layers_piece(const std::vector<Layer>& layers, std::size_t first);

struct TextStyle {
  int columns = 80;
  bool color = false;  // ANSI escape sequences
};
// For a terminal: the verdict, the findings, the layer table.
[[nodiscard]] std::string to_text(const Report& report, TextStyle style, std::string_view path = {});

// For an issue tracker: what the page copies and the command prints. At most kMostMarkdownBytes.
[[nodiscard]] std::string to_markdown(const Report& report, std::string_view path = {});
inline constexpr std::size_t kMostMarkdownBytes = 60'000;  // GitHub takes 65,536 characters; the user writes some too
// Between two reports.
inline constexpr std::string_view kMarkdownBetween = "\n---\n\n";

}  // namespace weighbridge

#endif  // WEIGHBRIDGE_ANALYZE_H_
