// The contract weighbridge/report@1: keys in the order of docs/report.schema.json, the same bytes from the command and the wasm module.
#include "report/json_builder.h"
#include "report/wording.h"
#include "weighbridge/analyze.h"

namespace weighbridge {
namespace {

using report::id_of;
using report::JsonBuilder;
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

Value verdict(JsonBuilder& json, const Verdict& verdict) {
  const Value out = json.object();
  json.add(out, "state", json.of(id_of(verdict.state)));
  json.add(out, "headline", json.of(verdict.headline));
  json.add(out, "why", json.of(verdict.why));
  json.add(out, "next", json.of(verdict.next));
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

Value storage(JsonBuilder& json, const Storage& storage) {
  const Value out = json.object();
  json.add(out, "kind", json.of(id_of(storage.kind)));
  if (storage.offset) json.add(out, "offset", json.of(*storage.offset));
  json.add(out, "size_bytes", json.of(storage.size_bytes));
  if (!storage.filters.empty()) json.add(out, "filters", json.of(storage.filters));
  if (storage.file != 0) json.add(out, "file", json.of(std::uint64_t{storage.file}));
  return out;
}

Value stats(JsonBuilder& json, const TensorStats& stats) {
  const Value out = json.object();
  json.add(out, "count", json.of(stats.count));
  json.add(out, "nan", json.of(stats.nan));
  json.add(out, "positive_infinity", json.of(stats.positive_infinity));
  json.add(out, "negative_infinity", json.of(stats.negative_infinity));
  json.add(out, "zeros", json.of(stats.zeros));
  Value finite = json.null();
  if (stats.finite) {
    finite = json.object();
    json.add(finite, "min", json.of(stats.finite->min));
    json.add(finite, "max", json.of(stats.finite->max));
    json.add(finite, "mean", json.of(stats.finite->mean));
    json.add(finite, "standard_deviation", json.of(stats.finite->standard_deviation));
  }
  json.add(out, "finite", finite);
  Value histogram = json.null();
  if (stats.histogram) {
    histogram = json.object();
    json.add(histogram, "from", json.of(stats.histogram->from));
    json.add(histogram, "bin_width", json.of(stats.histogram->bin_width));
    json.add(histogram, "counts", json.of(stats.histogram->counts));
  }
  json.add(out, "histogram", histogram);
  return out;
}

Value tensors(JsonBuilder& json, const std::vector<Tensor>& tensors) {
  const Value list = json.array();
  for (const Tensor& tensor : tensors) {
    const Value out = json.object();
    json.add(out, "path", json.of(tensor.path));
    json.add(out, "role", json.or_null(tensor.role));
    json.add(out, "dtype", json.of(tensor.dtype));
    json.add(out, "shape", tensor.shape_known ? json.of(tensor.shape) : json.null());
    json.add(out, "parameters", json.of(tensor.parameters));
    json.add(out, "bytes", json.of(tensor.bytes));
    json.add(out, "storage", storage(json, tensor.storage));
    json.add(out, "state", json.of(id_of(tensor.state)));
    json.add(out, "stats", tensor.stats ? stats(json, *tensor.stats) : json.null());
    if (!tensor.stats_problem.empty()) json.add(out, "stats_problem", json.of(tensor.stats_problem));
    json.append(list, out);
  }
  return list;
}

Value layers(JsonBuilder& json, const std::vector<Layer>& layers) {
  const Value list = json.array();
  for (const Layer& layer : layers) {
    const Value out = json.object();
    json.add(out, "path", json.of(layer.path));
    json.add(out, "name", json.of(layer.name));
    json.add(out, "class", json.or_null(layer.class_name));
    json.add(out, "class_known_from", json.or_null(layer.class_known_from));
    json.add(out, "state", json.of(id_of(layer.state)));
    json.add(out, "tensors", tensors(json, layer.tensors));
    json.append(list, out);
  }
  return list;
}

Value optimizer(JsonBuilder& json, const std::optional<Optimizer>& optimizer) {
  if (!optimizer) return json.null();
  const Value out = json.object();
  json.add(out, "path", json.of(optimizer->path));
  json.add(out, "name", json.or_null(optimizer->name));
  json.add(out, "iterations", json.of(optimizer->iterations));
  json.add(out, "tensors", tensors(json, optimizer->tensors));
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

std::string to_json(const Report& report, bool pretty) {
  JsonBuilder json;
  const Value root = json.object();
  json.add(root, "schema", json.of(std::string_view("weighbridge/report@1")));
  const Value tool = json.object();
  json.add(tool, "version", json.of(kVersion));
  json.add(root, "tool", tool);
  const Value file = json.object();
  json.add(file, "name", json.of(report.file_name));
  json.add(file, "size_bytes", json.of(report.size_bytes));
  json.add(root, "file", file);
  if (!report.files.empty()) json.add(root, "files", files(json, report.files));
  json.add(root, "container", json.of(report.container));
  json.add(root, "layout", json.of(report.layout));
  json.add(root, "writer", writer(json, report.writer));
  json.add(root, "verdict", verdict(json, report.verdict));
  json.add(root, "totals", totals(json, report.totals));
  json.add(root, "layers", layers(json, report.layers));
  json.add(root, "optimizer", optimizer(json, report.optimizer));
  json.add(root, "findings", findings(json, report.findings));
  json.add(root, "not_run", not_run(json, report.not_run));
  json.add(root, "loaders", loaders(json, report.loaders));
  json.add(root, "scan", scan(json, report.scan));
  return json.write(root, pretty);
}

}  // namespace weighbridge
