#include "container/protobuf_models.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "container/byte_reading.h"

namespace weighbridge::container {
namespace {

// One field of a message: protobuf.dev/programming-guides/encoding.
struct Field {
  std::uint64_t number = 0;
  std::uint64_t wire_type = 0;  // 0 a number, 2 bytes; the others do not occur at the top of these messages
  std::uint64_t value = 0;      // wire type 0
  std::string_view bytes;       // wire type 2: as far as the head has them
  std::uint64_t length = 0;     // wire type 2
};

class FieldReader {
 public:
  FieldReader(std::string_view head, std::uint64_t message_bytes) : head_(head), message_bytes_(message_bytes) {}

  // None at the end of the head, or when no field can stand here.
  std::optional<Field> next() {
    const auto tag = varint();
    if (!tag) return std::nullopt;
    Field field{*tag >> 3, *tag & 7, 0, {}, 0};
    const auto number = varint();
    if (!number || field.number == 0) return std::nullopt;
    if (field.wire_type == 0) {
      field.value = *number;
      return field;
    }
    if (field.wire_type != 2 || *number > message_bytes_ - at_) return std::nullopt;
    field.length = *number;
    const std::uint64_t there =
        std::min<std::uint64_t>(*number, head_.size() - std::min<std::uint64_t>(at_, head_.size()));
    field.bytes =
        there == 0 ? std::string_view{} : head_.substr(static_cast<std::size_t>(at_), static_cast<std::size_t>(there));
    at_ += *number;
    return field;
  }
  [[nodiscard]] bool at_end_of_head() const { return at_ >= head_.size(); }

 private:
  std::optional<std::uint64_t> varint() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (at_ >= head_.size()) return std::nullopt;
      const auto byte = static_cast<std::uint8_t>(head_[static_cast<std::size_t>(at_++)]);
      value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return value;
    }
    return std::nullopt;
  }

  std::string_view head_;
  std::uint64_t message_bytes_;
  std::uint64_t at_ = 0;
};

// onnx.proto: ir_version (1) first; producer_name 2, producer_version 3, domain 4, model_version 5, doc_string 6, graph
// 7, opset_import 8, metadata_props 14, training_info 20, functions 25.
bool is_onnx(const Probe& probe, Identification& found) {
  constexpr std::array<std::uint64_t, 11> kFields = {1, 2, 3, 4, 5, 6, 7, 8, 14, 20, 25};
  FieldReader fields(probe.head_text(), probe.size_bytes);
  const auto version = fields.next();
  if (!version || version->number != 1 || version->wire_type != 0 || version->value == 0 || version->value > 100)
    return false;
  bool graph = false;
  bool opset = false;
  while (const auto field = fields.next()) {
    const bool number = field->number == 5;
    if (!std::ranges::contains(kFields, field->number) || field->number == 1 || (field->wire_type == 0) != number)
      return false;
    graph = graph || (field->number == 7 && field->length > 0);
    opset = opset || field->number == 8;
  }
  if (!fields.at_end_of_head() || !(graph || opset)) return false;
  found.kind = Kind::onnx;
  return true;
}

// saved_model.proto: saved_model_schema_version (1) is 1, then meta_graphs (2); meta_graph.proto begins with
// meta_info_def (1).
bool is_saved_model(const Probe& probe, Identification& found) {
  FieldReader fields(probe.head_text(), probe.size_bytes);
  const auto version = fields.next();
  if (!version || version->number != 1 || version->wire_type != 0 || version->value != 1) return false;
  const auto graph = fields.next();
  if (!graph || graph->number != 2 || graph->wire_type != 2 || !graph->bytes.starts_with('\x0A')) return false;
  found.kind = Kind::tf_savedmodel;
  return true;
}

// Core ML's Model.proto: specificationVersion (1), description (2), isUpdatable (10), and one of the kinds of model,
// all from 200 to 3000.
bool is_core_ml(const Probe& probe, Identification& found) {
  FieldReader fields(probe.head_text(), probe.size_bytes);
  const auto version = fields.next();
  if (!version || version->number != 1 || version->wire_type != 0 || version->value == 0 || version->value > 100)
    return false;
  auto field = fields.next();
  if (!field || field->number != 2 || field->wire_type != 2) return false;
  field = fields.next();
  if (field && field->number == 10 && field->wire_type == 0) field = fields.next();
  if (!field || field->number < 200 || field->number > 3000 || field->wire_type != 2) return false;
  found.details = OtherFormat{"a Core ML model (.mlmodel)"};
  return true;
}

bool is_printable(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c > ' ' && c < 0x7F; });
}

// TensorFlow's graph.proto: node (1) again and again, versions (4), library (2). node_def.proto: name (1) and op (2),
// "Placeholder".
bool is_tensorflow_graph(const Probe& probe, Identification& found) {
  FieldReader fields(probe.head_text(), probe.size_bytes);
  const auto node = fields.next();
  if (!node || node->number != 1 || node->wire_type != 2) return false;
  FieldReader parts(node->bytes, node->length);
  const auto name = parts.next();
  const auto op = parts.next();
  if (!name || name->number != 1 || name->wire_type != 2 || !is_printable(name->bytes)) return false;
  if (!op || op->number != 2 || op->wire_type != 2 || !is_printable(op->bytes) || op->bytes[0] < 'A' ||
      op->bytes[0] > 'Z')
    return false;
  while (const auto field = fields.next()) {
    if (field->number > 4 || (field->wire_type == 0) != (field->number == 3)) return false;
  }
  if (!fields.at_end_of_head()) return false;
  found.details = OtherFormat{"a TensorFlow graph (.pb)"};
  return true;
}

// saved_metadata.proto of Keras 2.15: nodes (1), each with node_path (3), "root" for the first one, and identifier (4).
bool is_keras_metadata(const Probe& probe, Identification& found) {
  FieldReader fields(probe.head_text(), probe.size_bytes);
  const auto node = fields.next();
  if (!node || node->number != 1 || node->wire_type != 2) return false;
  FieldReader parts(node->bytes, node->length);
  const auto path = parts.next();
  const auto identifier = parts.next();
  if (!path || path->number != 3 || path->bytes != "root") return false;
  if (!identifier || identifier->number != 4 || !identifier->bytes.starts_with("_tf_keras_")) return false;
  found.kind = Kind::tf_savedmodel;
  found.details = OtherFormat{"the Keras part of a TensorFlow SavedModel (keras_metadata.pb)"};
  return true;
}

}  // namespace

bool identify_protobuf_model(const Probe& probe, Identification& found) {
  return is_core_ml(probe, found) || is_saved_model(probe, found) || is_onnx(probe, found) ||
         is_keras_metadata(probe, found) || is_tensorflow_graph(probe, found);
}

}  // namespace weighbridge::container
