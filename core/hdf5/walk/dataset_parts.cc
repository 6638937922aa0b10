#include "hdf5/walk/dataset_parts.h"

#include <utility>

#include "hdf5/walk/messages/datatype.h"
#include "hdf5/walk/messages/pipeline.h"
#include "hdf5/walk/messages/shared.h"

namespace weighbridge::hdf5::walk {
namespace {

Result<std::span<const std::byte>> find_body(FileBytes& file, const ObjectHeader& header, MessageType type,
                                             Bytes& copy) {
  const Message* message = header.find(type);
  if (message == nullptr) return fail(ErrorCode::malformed, "unable to find message in object header");
  return body_of(file, *message, copy);
}

}  // namespace

Result<DatasetParts> read_dataset_parts(FileBytes& file, const ObjectHeader& header) {
  DatasetParts out;
  auto body = find_body(file, header, MessageType::datatype, out.copy);
  if (!body) return std::unexpected(body.error());
  auto type = decode_datatype(*body, file.address_bytes());
  if (!type) return std::unexpected(type.error());
  out.type = std::move(*type);
  body = find_body(file, header, MessageType::dataspace, out.copy);
  if (!body) return std::unexpected(body.error());
  auto space = decode_dataspace(*body, file.length_bytes());
  if (!space) return std::unexpected(space.error());
  out.space = std::move(*space);
  if (header.find(MessageType::filters) != nullptr) {
    body = find_body(file, header, MessageType::filters, out.copy);
    if (!body) return std::unexpected(body.error());
    auto filters = decode_pipeline(*body);
    if (!filters) return std::unexpected(filters.error());
    out.filters = std::move(*filters);
  }
  body = find_body(file, header, MessageType::layout, out.copy);
  if (!body) return std::unexpected(body.error());
  auto layout = decode_layout(*body, file);
  if (!layout) return std::unexpected(layout.error());
  out.layout = std::move(*layout);
  if (out.layout.kind == LayoutClass::chunked && out.layout.chunk_shape.size() != out.space.shape.size())
    return fail(ErrorCode::malformed, "chunk and dataset dimensions differ");
  return out;
}

}  // namespace weighbridge::hdf5::walk
