// What JavaScript sees of Weighbridge (weighbridge.d.ts says it in its own words). Bindings only.
#include <emscripten/bind.h>

#include "group_files.h"
#include "module.h"
#include "session.h"

using weighbridge::wasm::Session;

EMSCRIPTEN_BINDINGS(weighbridge) {
  emscripten::function("groupFiles", &weighbridge::wasm::group_files_json);
  emscripten::function("explainMessage", &weighbridge::wasm::explain_message);
  emscripten::function("readKeras", &weighbridge::wasm::read_keras);
  emscripten::function("kerasLines", &weighbridge::wasm::keras_lines);
  emscripten::function("version", &weighbridge::wasm::version);
  emscripten::function("heapBytes", &weighbridge::wasm::heap_bytes);
  emscripten::function("reserveMemory", &weighbridge::wasm::reserve_memory);
  emscripten::class_<Session>("Session")
      .constructor<std::string, std::string, std::string>()
      .function("report", &Session::report)
      .function("reportBefore", &Session::report_before)
      .function("layerCount", &Session::layer_count)
      .function("nextLayers", &Session::next_layers)
      .function("reportAfter", &Session::report_after)
      .function("takeInspections", &Session::take_inspections)
      .function("inspection", &Session::inspection)
      .function("wantsInspection", &Session::wants_inspection)
      .function("speakOf", &Session::speak_of)
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
      .function("readNext", &Session::read_next)
      .function("bytesToRead", &Session::bytes_to_read)
      .function("bytesRead", &Session::bytes_read)
      .function("finishScan", &Session::finish_scan);
}
