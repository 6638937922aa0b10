// How datatypes nest in one another, gone through without recursion.
#ifndef WEIGHBRIDGE_HDF5_WALK_MESSAGES_TYPE_PARTS_H_
#define WEIGHBRIDGE_HDF5_WALK_MESSAGES_TYPE_PARTS_H_

#include <cstdint>

#include "hdf5/walk/cursor.h"

namespace weighbridge::hdf5::walk {

// The lower half of a datatype's first byte.
enum class TypeClass : std::uint8_t {
  integer = 0,
  floating = 1,
  time = 2,
  string = 3,
  bit_field = 4,
  opaque = 5,
  compound = 6,
  reference = 7,
  enumeration = 8,
  variable_length = 9,
  array = 10,
  complex = 11,  // HDF5 2.0
};

// What every datatype begins with: class and version 1, bits of the class 3, size 4.
struct TypeHead {
  TypeClass kind = TypeClass::integer;
  int version = 0;
  std::uint32_t bits = 0;
  std::uint32_t size = 0;
  [[nodiscard]] std::size_t members() const { return bits & 0xffff; }
};
[[nodiscard]] Result<TypeHead> read_type_head(Cursor& cursor);

// Behind the head of a compound or an array: fails where the types in it, however deep, are not what they should be.
[[nodiscard]] Result<void> check_parts(const TypeHead& head, Cursor& cursor);

}  // namespace weighbridge::hdf5::walk

#endif  // WEIGHBRIDGE_HDF5_WALK_MESSAGES_TYPE_PARTS_H_
