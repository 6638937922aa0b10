// What JavaScript sees of the inspector (weighbridge-inspector.d.ts says it in its own words).
#include <emscripten/bind.h>

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "host/file_list.h"
#include "host/inspection_list.h"
#include "weighbridge/inspector.h"

namespace weighbridge::wasm {
namespace {

// A file that can't be read gets no answer: whoever judges it says so.
std::string inspect_files(const std::string& files_json) {
  std::deque<BlobSource> sources;
  std::vector<NamedSource> files;
  std::vector<std::optional<Inspection>> inspections;
  if (!read_file_list(files_json, sources, files)) return write_inspection_list({});
  for (BlobSource& source : sources) {
    auto inspection = inspect_file(source);
    inspections.push_back(inspection ? std::move(*inspection) : std::nullopt);
  }
  return write_inspection_list(inspections);
}

}  // namespace
}  // namespace weighbridge::wasm

EMSCRIPTEN_BINDINGS(weighbridge_inspector) {
  emscripten::function("inspectFiles", &weighbridge::wasm::inspect_files);
  emscripten::function("library", &weighbridge::library_name);
}
