#include "hdf5/walk/messages/link.h"

#include <string_view>

#include "base/text.h"

namespace weighbridge::hdf5::walk {
namespace {

constexpr std::uint8_t kHard = 0, kSoft = 1, kExternal = 64;

std::string_view text_of(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

// Length 2, value. A soft link's value is a path; an external one's is version and flags 1, file name, path, both with
// a NUL behind them.
Result<void> read_target(Cursor& cursor, LinkRecord& out) {
  const auto value = cursor.take(cursor.number16());
  if (auto done = cursor.check(); !done) return done;
  if (out.kind == LinkKind::soft) {
    const std::string_view path = text_of(value);
    out.target = text::to_valid_utf8(path.substr(0, path.find('\0')));
  } else if (out.kind == LinkKind::external) {
    Cursor parts(value);
    if (parts.byte() >> 4 != 0) return fail(ErrorCode::malformed, "bad version number for external link");
    const std::string_view file = parts.text();
    const std::string_view path = parts.text();
    if (!parts.ok()) return fail(ErrorCode::malformed, "external link information buffer is not null terminated");
    out.target = text::to_valid_utf8(file) + ':' + text::to_valid_utf8(path);
  }
  return {};
}

}  // namespace

static_assert(sizeof(LinkRecord) <= kLinkCost);
std::uint64_t memory_bytes_of(const LinkRecord& link) { return kLinkCost + link.name.size() + link.target.size(); }

// Version 1, flags 1, [kind 1,] [creation order 8,] [character set 1,] length of the name 1 to 8, name, what the kind
// needs.
Result<LinkRecord> decode_link(Cursor& cursor, const FileBytes& file) {
  if (cursor.byte() != 1) return fail(ErrorCode::malformed, "bad version number for link message");
  const std::uint8_t flags = cursor.byte();
  if ((flags & 0xe0) != 0) return fail(ErrorCode::malformed, "bad flag value for message");
  const std::uint8_t kind = (flags & 8) != 0 ? cursor.byte() : kHard;
  if (kind > kSoft && kind < kExternal) return fail(ErrorCode::malformed, "bad link type");
  if ((flags & 4) != 0) cursor.skip(8);
  if ((flags & 16) != 0) cursor.skip(1);
  const auto name = cursor.take(cursor.number(std::size_t{1} << (flags & 3)));
  if (auto done = cursor.check(); !done) return std::unexpected(done.error());
  if (name.empty()) return fail(ErrorCode::malformed, "invalid name length");
  LinkRecord out;
  const std::string_view text = text_of(name);
  out.name = text.substr(0, text.find('\0'));
  if (kind == kHard) {
    out.address = file.defined(cursor.number(file.address_bytes()));
  } else {
    out.kind = kind == kSoft ? LinkKind::soft : kind == kExternal ? LinkKind::external : LinkKind::other;
    if (auto done = read_target(cursor, out); !done) out.problem = done.error().message;
  }
  if (auto done = cursor.check(); !done) return std::unexpected(done.error());
  return out;
}

}  // namespace weighbridge::hdf5::walk
