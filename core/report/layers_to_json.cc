#include "report/layers_to_json.h"

#include "report/wording.h"
#include "weighbridge/analyze.h"

namespace weighbridge {
namespace report {
namespace {

using Value = JsonBuilder::Value;

void add_unless_zero(JsonBuilder& json, Value object, std::string_view key, std::uint64_t number) {
  if (number != 0) json.add(object, key, json.of(number));
}

void add_unless_empty(JsonBuilder& json, Value object, std::string_view key, const std::string& text) {
  if (!text.empty()) json.add(object, key, json.of(text));
}

// "vars/0" of the layer "layers/dense"; with a leading slash what lies elsewhere.
std::string path_below(std::string_view owner, const std::string& path) {
  if (owner.empty()) return path;
  const bool is_below = path.size() > owner.size() + 1 && path.starts_with(owner) && path[owner.size()] == '/';
  return is_below ? path.substr(owner.size() + 1) : "/" + path;
}

std::string_view last_part(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

void add_storage(JsonBuilder& json, Value tensor_json, const Tensor& tensor) {
  const Storage& storage = tensor.storage;
  const Value out = json.object();
  if (storage.kind != StorageKind::contiguous) json.add(out, "kind", json.of(id_of(storage.kind)));
  if (storage.offset) json.add(out, "offset", json.of(*storage.offset));
  if (storage.size_bytes != tensor.bytes) json.add(out, "size_bytes", json.of(storage.size_bytes));
  if (!storage.filters.empty()) json.add(out, "filters", json.of(storage.filters));
  add_unless_zero(json, out, "file", std::uint64_t{storage.file});
  json.add(tensor_json, "storage", out);
}

Value finite_to_json(JsonBuilder& json, const FiniteStats& finite) {
  const Value out = json.object();
  json.add(out, "min", json.of(finite.min));
  json.add(out, "max", json.of(finite.max));
  json.add(out, "mean", json.of(finite.mean));
  json.add(out, "standard_deviation", json.of(finite.standard_deviation));
  return out;
}

Value histogram_to_json(JsonBuilder& json, const Histogram& histogram) {
  const Value out = json.object();
  json.add(out, "from", json.of(histogram.from));
  json.add(out, "bin_width", json.of(histogram.bin_width));
  json.add(out, "counts", json.of(histogram.counts));
  return out;
}

Value stats_to_json(JsonBuilder& json, const TensorStats& stats, std::uint64_t parameters) {
  const Value out = json.object();
  if (stats.count != parameters) json.add(out, "count", json.of(stats.count));
  add_unless_zero(json, out, "nan", stats.nan);
  add_unless_zero(json, out, "positive_infinity", stats.positive_infinity);
  add_unless_zero(json, out, "negative_infinity", stats.negative_infinity);
  add_unless_zero(json, out, "zeros", stats.zeros);
  if (stats.finite) json.add(out, "finite", finite_to_json(json, *stats.finite));
  if (stats.histogram) json.add(out, "histogram", histogram_to_json(json, *stats.histogram));
  return out;
}

Value layer_to_json(JsonBuilder& json, const Layer& layer) {
  const Value out = json.object();
  json.add(out, "path", json.of(layer.path));
  if (layer.name != last_part(layer.path)) json.add(out, "name", json.of(layer.name));
  add_unless_empty(json, out, "class", layer.class_name);
  add_unless_empty(json, out, "class_known_from", layer.class_known_from);
  json.add(out, "state", json.of(id_of(layer.state)));
  if (!layer.tensors.empty()) json.add(out, "tensors", tensors_to_json(json, layer.tensors, layer.path));
  return out;
}

}  // namespace

Value tensors_to_json(JsonBuilder& json, const std::vector<Tensor>& tensors, std::string_view owner) {
  const Value list = json.array();
  for (const Tensor& tensor : tensors) {
    const Value out = json.object();
    json.add(out, "path", json.of(path_below(owner, tensor.path)));
    add_unless_empty(json, out, "role", tensor.role);
    json.add(out, "dtype", json.of(tensor.dtype));
    json.add(out, "shape", tensor.shape_known ? json.of(tensor.shape) : json.null());
    json.add(out, "parameters", json.of(tensor.parameters));
    json.add(out, "bytes", json.of(tensor.bytes));
    add_storage(json, out, tensor);
    if (tensor.state != TensorState::intact) json.add(out, "state", json.of(id_of(tensor.state)));
    if (tensor.stats) json.add(out, "stats", stats_to_json(json, *tensor.stats, tensor.parameters));
    add_unless_empty(json, out, "stats_problem", tensor.stats_problem);
    json.append(list, out);
  }
  return list;
}

}  // namespace report

LayersPiece layers_piece(const std::vector<Layer>& layers, std::size_t first) {
  constexpr std::size_t kMostTensors = 512;
  JsonBuilder json;
  const JsonBuilder::Value list = json.array();
  LayersPiece piece;
  for (std::size_t tensors = 0; first + piece.count < layers.size() && tensors < kMostTensors; ++piece.count) {
    const Layer& layer = layers[first + piece.count];
    json.append(list, report::layer_to_json(json, layer));
    tensors += 1 + layer.tensors.size();
  }
  const std::string written = json.write(list);
  piece.text = written.substr(1, written.size() - 2);  // the brackets are the whole list's
  return piece;
}

}  // namespace weighbridge
