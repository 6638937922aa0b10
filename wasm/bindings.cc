// What JavaScript sees of Weighbridge (weighbridge.d.ts says it in its own words). Bindings only.
#include <emscripten/bind.h>

#include "file_list.h"
#include "session.h"
#include "weigh.h"

using weighbridge::wasm::Session;

EMSCRIPTEN_BINDINGS(weighbridge) {
  emscripten::function("weigh", &weighbridge::wasm::weigh);
  emscripten::function("groupFiles", &weighbridge::wasm::group_files_json);
  emscripten::function("explainMessage", &weighbridge::wasm::explain_message);
  emscripten::function("version", &weighbridge::wasm::version);
  emscripten::function("heapBytes", &weighbridge::wasm::heap_bytes);
  emscripten::class_<Session>("Session")
      .constructor<std::string, int, double>()
      .constructor<std::string>()
      .constructor<std::string, std::string>()
      .function("report", &Session::report)
      .function("markdown", &Session::markdown)
      .function("explainMessage", &Session::explain_message)
      .function("wrongVerdictLink", &Session::wrong_verdict_link)
      .function("pieceCount", &Session::piece_count)
      .function("pieceFile", &Session::piece_file)
      .function("pieceOffset", &Session::piece_offset)
      .function("pieceBytes", &Session::piece_bytes)
      .function("bufferFor", &Session::buffer_for)
      .function("feed", &Session::feed)
      .function("stepCount", &Session::step_count)
      .function("stepBytes", &Session::step_bytes)
      .function("runStep", &Session::run_step)
      .function("finishScan", &Session::finish_scan);
}
