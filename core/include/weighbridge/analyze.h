// The front door: bytes in, report out. The command and the WebAssembly module call only this.
#ifndef WEIGHBRIDGE_ANALYZE_H_
#define WEIGHBRIDGE_ANALYZE_H_

#include <string>
#include <string_view>

#include "weighbridge/byte_source.h"
#include "weighbridge/report.h"
#include "weighbridge/result.h"

namespace weighbridge {

inline constexpr std::string_view kVersion = "0.1.0";

// Judges one file. `file_name` is the bare name (it decides which Keras loader would be used). Bad files are not errors: they
// give a report with findings. The only errors are about the analysis: the source itself could not be read.
// Reads structure only, never tensor values; deterministic: the same bytes and name give the same report everywhere.
[[nodiscard]] Result<Report> analyze(std::string_view file_name, ByteSource& source);

// The report as the JSON of the contract: UTF-8, keys in the contract's order, two spaces of indentation if `pretty`.
[[nodiscard]] std::string to_json(const Report& report, bool pretty);
// For a terminal: the verdict, the findings, the layer table. `width` in columns; no colour codes.
[[nodiscard]] std::string to_text(const Report& report, int width);
// For an issue tracker.
[[nodiscard]] std::string to_markdown(const Report& report);

}  // namespace weighbridge

#endif  // WEIGHBRIDGE_ANALYZE_H_
