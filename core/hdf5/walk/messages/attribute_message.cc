#include "hdf5/walk/messages/attribute_message.h"

#include <algorithm>

#include "hdf5/walk/cursor.h"

namespace weighbridge::hdf5::walk {
namespace {

constexpr std::uint8_t kTypeIsShared = 1, kSpaceIsShared = 2;

}  // namespace

// Version 1, flags 1 (none in version 1), sizes of name, type and shape 2 each, [character set 1 in version 3]; then
// the three, each padded to 8 in version 1, and the value.
Result<AttributeMessage> decode_attribute(std::span<const std::byte> body) {
  Cursor cursor(body);
  const std::uint8_t version = cursor.byte();
  const std::uint8_t flags = cursor.byte();
  const std::uint64_t name_bytes = cursor.number16();
  const std::uint64_t type_bytes = cursor.number16();
  const std::uint64_t space_bytes = cursor.number16();
  if (auto done = cursor.check(); !done) return std::unexpected(done.error());
  if (version < 1 || version > 3) return fail(ErrorCode::malformed, "bad version number for attribute message");
  if (version == 3) cursor.skip(1);
  const auto part = [&](std::uint64_t size) {
    const auto bytes = cursor.take(size);
    if (version == 1) cursor.skip((size + 7) / 8 * 8 - size);
    return bytes;
  };
  AttributeMessage out;
  const auto name = part(name_bytes);
  out.type_is_shared = version >= 2 && (flags & kTypeIsShared) != 0;
  out.space_is_shared = version >= 2 && (flags & kSpaceIsShared) != 0;
  if (auto done = cursor.check(); !done) return std::unexpected(done.error());
  const std::string_view text(reinterpret_cast<const char*>(name.data()), name.size());
  // Whatever stands where its end should be.
  out.name = text.substr(0, text.size() - std::min<std::size_t>(text.size(), 1));
  if (text.empty() || out.name.contains('\0'))
    return fail(ErrorCode::malformed, "attribute name has different length than stored length");
  out.type = part(type_bytes);
  out.space = part(space_bytes);
  if (auto done = cursor.check(); !done) return std::unexpected(done.error());
  out.value = cursor.rest();
  return out;
}

}  // namespace weighbridge::hdf5::walk
