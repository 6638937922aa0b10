#include "hdf5/walk/messages/type_parts.h"

#include <bit>
#include <vector>

#include "weighbridge/limits.h"

namespace weighbridge::hdf5::walk {
namespace {

constexpr int kLastVersion = 5;
constexpr std::size_t kMaxTypeDepth = 32;

// A type that is not finished before the types in it are.
struct Open {
  TypeHead head;
  std::size_t parts_left = 1;
};

// How many types stand in one, directly.
std::size_t parts_of(const TypeHead& head) {
  switch (head.kind) {
    case TypeClass::compound:
      return head.members();
    case TypeClass::array:
    case TypeClass::enumeration:
    case TypeClass::complex:
    case TypeClass::variable_length:
      return 1;
    default:
      return 0;
  }
}

std::size_t padded(std::size_t size) { return (size + 7) / 8 * 8; }

// Member names are padded to 8 bytes up to version 2.
void skip_name(int version, Cursor& cursor) {
  const std::size_t size = cursor.text().size() + 1;
  if (version < 3) cursor.skip(padded(size) - size);
}

// Version 1: byte offset 4, rank 1, reserved 3, permutation 4, reserved 4, four sizes of 4. Version 2: byte offset 4.
// Since version 3 the byte offset has as many bytes as the compound's size needs.
void skip_member_place(const TypeHead& compound, Cursor& cursor) {
  skip_name(compound.version, cursor);
  if (compound.version == 1) return cursor.skip(32);
  if (compound.version == 2) return cursor.skip(4);
  cursor.skip((static_cast<std::size_t>(std::bit_width(compound.size)) + 7) / 8);
}

// Rank 1, [reserved 3,] sizes 4 each, [permutations 4 each].
void skip_array_shape(const TypeHead& array, Cursor& cursor) {
  const std::size_t rank = cursor.byte();
  cursor.skip(array.version < 3 ? 3 + 8 * rank : 4 * rank);
}

// The properties of the classes that hold no other types.
void skip_properties(const TypeHead& head, Cursor& cursor) {
  switch (head.kind) {
    case TypeClass::integer:
    case TypeClass::bit_field:
      return cursor.skip(4);
    case TypeClass::floating:
      return cursor.skip(12);
    case TypeClass::time:
      return cursor.skip(2);
    case TypeClass::opaque:
      return cursor.skip(head.bits & 0xff);
    default:
      return;
  }
}

}  // namespace

Result<TypeHead> read_type_head(Cursor& cursor) {
  TypeHead head;
  const std::uint8_t first = cursor.byte();
  head.version = first >> 4;
  head.bits = static_cast<std::uint32_t>(cursor.number(3));
  head.size = cursor.number32();
  if (auto done = cursor.check(); !done) return std::unexpected(done.error());
  if (head.version < 1 || head.version > kLastVersion)
    return fail(ErrorCode::malformed, "bad version number for datatype message");
  if (head.size == 0) return fail(ErrorCode::malformed, "invalid datatype size");
  if ((first & 15) > static_cast<int>(TypeClass::complex))
    return fail(ErrorCode::malformed, "unknown datatype class found");
  head.kind = static_cast<TypeClass>(first & 15);
  return head;
}

Result<void> check_parts(const TypeHead& outer, Cursor& cursor) {
  std::vector<Open> open;
  TypeHead head = outer;
  while (true) {
    if (head.kind == TypeClass::array) skip_array_shape(head, cursor);
    if (const std::size_t parts = parts_of(head); parts > 0) {
      if (open.size() == kMaxTypeDepth) return fail(ErrorCode::malformed, "datatypes nested too deeply");
      open.push_back({head, parts});
    } else if (head.kind == TypeClass::compound) {
      return fail(ErrorCode::malformed, "invalid number of members: 0");
    } else {
      skip_properties(head, cursor);
    }
    while (!open.empty() && open.back().parts_left == 0) {
      const TypeHead& done = open.back().head;
      if (done.kind == TypeClass::enumeration) {
        for (std::size_t i = 0; i < done.members() && cursor.ok(); ++i) skip_name(done.version, cursor);
        cursor.skip(std::uint64_t{done.size} * done.members());
      }
      open.pop_back();
    }
    if (auto done = cursor.check(); !done) return std::unexpected(done.error());
    if (open.empty()) return {};
    --open.back().parts_left;
    if (open.back().head.kind == TypeClass::compound) skip_member_place(open.back().head, cursor);
    auto next = read_type_head(cursor);
    if (!next) return std::unexpected(next.error());
    head = *next;
  }
}

}  // namespace weighbridge::hdf5::walk
