#include "hdf5/walk/attributes.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "hdf5/walk/dense/dense_objects.h"
#include "hdf5/walk/messages/dataspace.h"
#include "hdf5/walk/messages/datatype.h"
#include "hdf5/walk/messages/shared.h"
#include "weighbridge/limits.h"

namespace weighbridge::hdf5::walk {
namespace {

// Each becomes a string or a number of ours, whatever its size in the file.
constexpr std::uint64_t kMostElements = 1u << 20;

static_assert(sizeof(Attribute) <= kAttributeCost);

bool is_damage(const Error& error) {
  return error.code == ErrorCode::malformed || error.code == ErrorCode::out_of_range;
}

}  // namespace

LostAttributes AttributeWalk::read_all(const ObjectHeader& header, Node& node) {
  LostAttributes lost;
  const auto take_one = [&](std::span<const std::byte> body) -> Result<void> {
    if (node.attributes.size() == limits::kMaxAttributesPerObject) {
      lost.too_many = true;
      return fail(ErrorCode::limit, "more attributes than are read");
    }
    return take(body, node);
  };
  const auto list = [&]() -> Result<void> {
    for (const Message& message : header.messages) {
      if (message.type != MessageType::attribute) continue;
      if (message.is_shared()) return fail(ErrorCode::unsupported, "shared attributes are not read");
      if (auto done = take_one(message.body); !done) return done;
    }
    // A version 1 header has none, whatever its messages are called (H5A__get_ainfo).
    const Message* info = header.version == 1 ? nullptr : header.find(MessageType::attribute_info);
    if (info == nullptr) return {};
    auto place = decode_dense_place(info->body, file_, kAttributeOrderBytes);
    if (!place) return std::unexpected(place.error());
    if (place->heap == kNoAddress) return {};
    auto loss = visit_dense(file_, *place, RecordKind::attribute_by_name, take_one);
    if (!loss) return std::unexpected(loss.error());
    if (loss->nodes > 0) return fail(ErrorCode::malformed, loss->problem);
    return {};
  };
  if (auto done = list(); !done && !lost.too_many) {
    if (node.problem.empty()) node.problem = done.error().message;
    ++lost.unreadable;
  }
  lost.unreadable += static_cast<std::uint64_t>(std::ranges::count(node.attributes, true, &Attribute::unreadable));
  return lost;
}

// Fails where the attribute can't even be named, or nothing more may be read.
Result<void> AttributeWalk::take(std::span<const std::byte> body, Node& node) {
  auto message = decode_attribute(body);
  if (!message) return std::unexpected(message.error());
  if (auto spent = file_.budget().spend_memory(kAttributeCost + message->name.size()); !spent) return spent;
  Attribute& out = node.attributes.emplace_back();
  out.name = text::to_valid_utf8(message->name);
  auto done = read_value(*message, out);
  if (done) return {};
  out.value = std::monostate();
  out.problem = done.error().message;
  out.unreadable = is_damage(done.error());
  if (file_.budget().exhausted() || file_.source_failure()) return done;
  return {};
}

Result<void> AttributeWalk::read_value(const AttributeMessage& message, Attribute& out) {
  Bytes type_copy, space_copy;
  const auto fetch = [&](std::span<const std::byte> body, bool shared, MessageType type, Bytes& copy) {
    return body_of(file_, {type, static_cast<std::uint8_t>(shared ? 2 : 0), body}, copy);
  };
  auto type_body = fetch(message.type, message.type_is_shared, MessageType::datatype, type_copy);
  if (!type_body) return std::unexpected(type_body.error());
  auto type = decode_datatype(*type_body, file_.address_bytes());
  if (!type) return std::unexpected(type.error());
  out.type = type->type;
  auto space_body = fetch(message.space, message.space_is_shared, MessageType::dataspace, space_copy);
  if (!space_body) return std::unexpected(space_body.error());
  auto space = decode_dataspace(*space_body, file_.length_bytes());
  if (!space) return std::unexpected(space.error());
  out.shape = space->is_null ? std::vector<std::uint64_t>{0} : std::move(space->shape);
  if (type->coding == Coding::none) return fail(ErrorCode::unsupported, "values of this type are not read");

  const std::uint64_t size = type->type.size_bytes;
  const auto count = product_up_to(out.shape, kMostElements);
  if (!count || (*count != 0 && size > limits::kMaxAttributeBytes / *count))
    return fail(ErrorCode::limit, "larger than an attribute may be");
  const std::uint64_t total = *count * size;
  if (total > message.value.size()) return fail(ErrorCode::malformed, "shorter than its type and shape say");
  // In memory every element is a string or a number of ours, however small it is in the file.
  const std::uint64_t least = type->coding == Coding::fixed_string ? kTextCost : sizeof(std::int64_t);
  if (auto spent = file_.budget().spend_value_bytes(*count * std::max(size, least)); !spent) return spent;
  return decode(*type, message.value.first(static_cast<std::size_t>(total)), out);
}

Result<void> AttributeWalk::decode(const FileType& type, std::span<const std::byte> bytes, Attribute& out) {
  const auto size = static_cast<std::size_t>(type.type.size_bytes);
  const std::size_t count = bytes.size() / size;
  const auto element = [&](std::size_t i) { return bytes.subspan(i * size, size); };
  if (type.coding == Coding::fixed_string || type.coding == Coding::variable_string)
    return decode_texts(type, bytes, out);
  if (type.coding == Coding::floating) {
    std::vector<double> values(count);
    for (std::size_t i = 0; i < count; ++i) values[i] = decode_float(type, element(i));
    out.value = std::move(values);
    return {};
  }
  std::vector<std::int64_t> values(count);
  for (std::size_t i = 0; i < count; ++i) {
    const auto value = decode_integer(type, element(i));
    if (!value) return fail(ErrorCode::unsupported, "an integer larger than 63 bits");
    values[i] = *value;
  }
  out.value = std::move(values);
  return {};
}

Result<void> AttributeWalk::decode_texts(const FileType& type, std::span<const std::byte> bytes, Attribute& out) {
  const auto size = static_cast<std::size_t>(type.type.size_bytes);
  std::vector<std::string> values;
  values.reserve(bytes.size() / size);
  for (std::size_t at = 0; at < bytes.size(); at += size) {
    const auto element = bytes.subspan(at, size);
    std::string value;
    if (type.coding == Coding::fixed_string) {
      value = decode_fixed_string(type, element);
    } else {
      auto text = texts_.read_text(element);
      if (!text) return std::unexpected(text.error());
      if (auto spent = file_.budget().spend_value_bytes(text->size()); !spent) return spent;
      value = text::to_valid_utf8(*text);
    }
    values.push_back(std::move(value));
  }
  out.value = std::move(values);
  return {};
}

}  // namespace weighbridge::hdf5::walk
