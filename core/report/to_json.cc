// The contract weighbridge/report@2: keys in the order of docs/report.schema.json, the same bytes from the command and
// the wasm module.
#include "base/json_builder.h"
#include "report/layers_to_json.h"
#include "report/wording.h"
#include "weighbridge/analyze.h"

namespace weighbridge {
namespace {

using report::id_of;
using Value = JsonBuilder::Value;

Value version_range(JsonBuilder& json, const VersionRange& range) {
  const Value out = json.object();
  json.add(out, "package", json.of(range.package));
  json.add(out, "from", json.of(range.from));
  json.add(out, "to", json.of(range.to));
  return out;
}

// Only where several files were judged as one.
Value files(JsonBuilder& json, const std::vector<ReportFile>& files) {
  const Value list = json.array();
  for (const ReportFile& file : files) {
    const Value out = json.object();
    json.add(out, "name", json.of(file.name));
    json.add(out, "size_bytes", json.of(file.size_bytes));
    json.append(list, out);
  }
  return list;
}

Value writer(JsonBuilder& json, const Writer& writer) {
  const Value out = version_range(json, writer.version);
  json.add(out, "backend", json.of(writer.backend));
  json.add(out, "evidence", json.of(writer.evidence));
  return out;
}

Value inspection(JsonBuilder& json, const Inspection& inspection) {
  const Value out = json.object();
  json.add(out, "library", json.of(inspection.library));
  json.add(out, "answer", json.of(id_of(inspection.answer)));
  if (inspection.answer == InspectionAnswer::refused) json.add(out, "words", json.of(inspection.words));
  return out;
}

Value my_keras(JsonBuilder& json, const MyKeras& keras) {
  const Value out = json.object();
  json.add(out, "package", json.of(keras.package));
  json.add(out, "version", json.of(keras.version));
  json.add(out, "known", json.of(keras.is_known));
  return out;
}

Value verdict(JsonBuilder& json, const Verdict& verdict) {
  const Value out = json.object();
  json.add(out, "state", json.of(id_of(verdict.state)));
  json.add(out, "headline", json.of(verdict.headline));
  json.add(out, "why", json.of(verdict.why));
  json.add(out, "next", json.of(verdict.next));
  json.add(out, "because", json.of(verdict.because));
  return out;
}

Value totals(JsonBuilder& json, const Totals& totals) {
  const Value out = json.object();
  json.add(out, "layers", json.of(totals.layers));
  json.add(out, "layers_with_weights", json.of(totals.layers_with_weights));
  json.add(out, "layers_lacking_weights", json.of(totals.layers_lacking_weights));
  json.add(out, "tensors", json.of(totals.tensors));
  json.add(out, "parameters", json.of(totals.parameters));
  json.add(out, "bytes", json.of(totals.bytes));
  return out;
}

Value optimizer(JsonBuilder& json, const std::optional<Optimizer>& optimizer) {
  if (!optimizer) return json.null();
  const Value out = json.object();
  json.add(out, "path", json.of(optimizer->path));
  json.add(out, "name", json.or_null(optimizer->name));
  json.add(out, "iterations", json.of(optimizer->iterations));
  json.add(out, "tensors", report::tensors_to_json(json, optimizer->tensors, optimizer->path));
  return out;
}

Value evidence(JsonBuilder& json, const std::vector<Evidence>& pieces) {
  const Value list = json.array();
  for (const Evidence& piece : pieces) {
    const Value out = json.object();
    json.add(out, "kind", json.of(piece.kind));
    for (const auto& [name, field] : piece.fields) {
      json.add(out, name, std::visit([&json](const auto& value) { return json.of(value); }, field));
    }
    json.append(list, out);
  }
  return list;
}

Value fixes(JsonBuilder& json, const std::vector<Fix>& fixes) {
  const Value list = json.array();
  for (const Fix& fix : fixes) {
    const Value out = json.object();
    json.add(out, "title", json.of(fix.title));
    json.add(out, "for", version_range(json, fix.applies_to));
    json.add(out, "fits_writer", json.of(fix.fits_writer));
    if (fix.fits_my_keras) json.add(out, "fits_my_keras", json.of(true));
    json.add(out, "code", json.of(fix.code));
    json.append(list, out);
  }
  return list;
}

Value findings(JsonBuilder& json, const std::vector<WordedFinding>& findings) {
  const Value list = json.array();
  for (const WordedFinding& worded : findings) {
    const Value out = json.object();
    json.add(out, "id", json.of(worded.finding.id));
    json.add(out, "severity", json.of(id_of(worded.finding.severity)));
    json.add(out, "confidence", json.of(id_of(worded.finding.confidence)));
    json.add(out, "title", json.of(worded.title));
    Value where = json.null();
    if (worded.finding.path) {
      where = json.object();
      json.add(where, "path", json.of(*worded.finding.path));
    }
    json.add(out, "where", where);
    json.add(out, "layers", json.of(worded.finding.layers));
    json.add(out, "evidence", evidence(json, worded.finding.evidence));
    json.add(out, "why", json.of(worded.why));
    json.add(out, "fixes", fixes(json, worded.fixes));
    json.append(list, out);
  }
  return list;
}

Value not_run(JsonBuilder& json, const std::vector<NotRun>& rules) {
  const Value list = json.array();
  for (const NotRun& rule : rules) {
    const Value out = json.object();
    json.add(out, "id", json.of(rule.id));
    json.add(out, "because", json.of(id_of(rule.because)));
    json.add(out, "reason", json.of(rule.reason));
    json.append(list, out);
  }
  return list;
}

Value loaders(JsonBuilder& json, const std::vector<LoaderPrediction>& predictions) {
  const Value list = json.array();
  for (const LoaderPrediction& prediction : predictions) {
    const Value out = version_range(json, prediction.loader);
    json.add(out, "call", json.of(prediction.call));
    json.add(out, "outcome", json.of(id_of(prediction.outcome)));
    json.add(out, "error", json.of(prediction.error));
    json.add(out, "because", json.of(prediction.because));
    json.add(out, "remedy", json.of(prediction.remedy));
    if (prediction.is_mine) json.add(out, "mine", json.of(true));
    json.append(list, out);
  }
  return list;
}

Value scan(JsonBuilder& json, const Scan& scan) {
  const Value out = json.object();
  json.add(out, "state", json.of(id_of(scan.state)));
  json.add(out, "bytes", json.of(scan.bytes));
  json.add(out, "tensors", json.of(scan.tensors));
  if (!scan.reason.empty()) json.add(out, "reason", json.of(scan.reason));
  return out;
}

}  // namespace

std::string to_json(const Report& report, std::string_view path) {
  JsonFrame frame = json_frame(report, path);
  std::string out = std::move(frame.before);
  for (std::size_t next = 0; next < report.layers.size();) {
    const LayersPiece piece = layers_piece(report.layers, next);
    if (next > 0) out += ',';
    out += piece.text;
    next += piece.count;
  }
  return out + frame.after;
}

JsonFrame json_frame(const Report& report, std::string_view path) {
  JsonBuilder json;
  const Value head = json.object();
  json.add(head, "schema", json.of(std::string_view("weighbridge/report@2")));
  const Value tool = json.object();
  json.add(tool, "version", json.of(kVersion));
  json.add(head, "tool", tool);
  const Value file = json.object();
  json.add(file, "name", json.of(report.file_name));
  if (!path.empty()) json.add(file, "path", json.of(path));
  json.add(file, "size_bytes", json.of(report.size_bytes));
  json.add(head, "file", file);
  if (!report.files.empty()) json.add(head, "files", files(json, report.files));
  json.add(head, "container", json.of(report.container));
  json.add(head, "layout", json.of(report.layout));
  json.add(head, "writer", writer(json, report.writer));
  if (report.inspection) json.add(head, "inspection", inspection(json, *report.inspection));
  if (report.my_keras) json.add(head, "my_keras", my_keras(json, *report.my_keras));
  json.add(head, "verdict", verdict(json, report.verdict));
  json.add(head, "totals", totals(json, report.totals));
  json.add(head, "layers", json.array());
  JsonFrame frame{.before = json.write(head)};
  frame.before.resize(frame.before.size() - 2);  // the list and the object go on

  const Value tail = json.object();
  json.add(tail, "optimizer", optimizer(json, report.optimizer));
  json.add(tail, "findings", findings(json, report.findings));
  json.add(tail, "not_run", not_run(json, report.not_run));
  json.add(tail, "loaders", loaders(json, report.loaders));
  json.add(tail, "scan", scan(json, report.scan));
  frame.after = json.write_line(tail);
  frame.after.replace(0, 1, "],");
  return frame;
}

}  // namespace weighbridge
