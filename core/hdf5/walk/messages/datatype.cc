#include "hdf5/walk/messages/datatype.h"

#include <bit>
#include <string>
#include <string_view>

#include "base/text.h"
#include "hdf5/walk/messages/type_parts.h"

namespace weighbridge::hdf5::walk {
namespace {

// Fixed-point properties: bit offset 2, bits 2. Class bits: 0 big-endian, 3 signed.
void name_stored_integer(const TypeHead& head, Cursor& cursor, FileType& out) {
  const std::size_t offset = cursor.number16();
  const std::size_t precision = cursor.number16();
  out.type.big_endian = (head.bits & 1) != 0;
  if (!std::has_single_bit(head.size) || head.size > 8 || offset != 0 || precision != std::size_t{head.size} * 8)
    return;
  const bool is_signed = (head.bits & 8) != 0;
  out.coding = is_signed ? Coding::signed_integer : Coding::unsigned_integer;
  out.type.name = (is_signed ? "int" : "uint") + std::to_string(precision);
}

// Floating-point properties: bit offset 2, bits 2, exponent at 1 and bits 1, mantissa at 1 and bits 1, bias 4. Class
// bits: 0 big-endian, with 6 VAX, 8 to 15 where the sign is.
void name_stored_float(const TypeHead& head, Cursor& cursor, FileType& out) {
  const std::size_t offset = cursor.number16();
  const std::size_t precision = cursor.number16();
  const std::size_t exponent_at = cursor.byte();
  const std::size_t exponent_bits = cursor.byte();
  const std::size_t mantissa_at = cursor.byte();
  const std::size_t mantissa_bits = cursor.byte();
  const std::uint64_t bias = cursor.number32();
  const bool is_vax = (head.bits & 0x41) == 0x41;
  out.type.big_endian = (head.bits & 0x41) == 1;
  const std::string_view name = float_name(head.size, exponent_bits, mantissa_bits, bias);
  const bool fills = offset == 0 && precision == std::size_t{head.size} * 8;
  if (name.empty() || !fills || is_vax || mantissa_at != 0 || exponent_at != mantissa_bits) return;
  if ((head.bits >> 8 & 0xff) != precision - 1) return;
  out.coding = Coding::floating;
  out.type.name = name;
}

// h5py stores numpy's bool as the enumeration {FALSE = 0, TRUE = 1} over int8 (h5py/h5t.pyx, _c_bool).
Result<void> name_stored_enumeration(const TypeHead& head, Cursor& cursor, FileType& out) {
  auto base = read_type_head(cursor);
  if (!base) return std::unexpected(base.error());
  if (base->kind != TypeClass::integer) return {};
  if (base->size != head.size) return fail(ErrorCode::malformed, "ENUM datatype size does not match parent");
  name_stored_integer(*base, cursor, out);
  if (out.type.name != "int8" || head.members() != 2) return cursor.check();
  const bool starts = cursor.text() == "FALSE";
  if (head.version < 3) cursor.skip(2);  // padded to 8
  if (starts && cursor.text() == "TRUE") out.type.name = "bool";
  return cursor.check();
}

// Class bits: 0 to 3 padding. Of a variable-length one: 0 to 3 whether it is a string, 4 to 7 padding.
void name_stored_string(unsigned padding, Coding coding, FileType& out) {
  out.type.name = "string";
  out.coding = coding;
  out.ends_at_nul = padding == 0;
  out.filler = padding == 2 ? ' ' : '\0';
}

Result<void> name_by_class(const TypeHead& head, Cursor& cursor, std::size_t reference_bytes, FileType& out) {
  switch (head.kind) {
    case TypeClass::integer:
      name_stored_integer(head, cursor, out);
      break;
    case TypeClass::floating:
      name_stored_float(head, cursor, out);
      break;
    case TypeClass::string:
      name_stored_string(head.bits & 15, Coding::fixed_string, out);
      break;
    case TypeClass::opaque: {
      out.type.name = "opaque";
      const auto tag = cursor.take(head.bits & 0xff);
      const std::string_view text(reinterpret_cast<const char*>(tag.data()), tag.size());
      out.type.tag = text::to_valid_utf8(text.substr(0, text.find('\0')));
      break;
    }
    case TypeClass::enumeration:
      return name_stored_enumeration(head, cursor, out);
    case TypeClass::variable_length:
      out.type.size_bytes = reference_bytes;
      if ((head.bits & 15) == 1) name_stored_string(head.bits >> 4 & 15, Coding::variable_string, out);
      break;
    case TypeClass::compound:
    case TypeClass::array: {
      if (head.kind == TypeClass::compound) out.type.name = "compound";
      auto variable = has_variable_part(head, cursor);
      if (!variable) return std::unexpected(variable.error());
      if (*variable)
        out.type.size_bytes = 0;  // as the reader over HDF5 answers, whose pointers differ from build to build
      break;
    }
    default:
      break;  // time, bit field, reference, complex
  }
  return cursor.check();
}

}  // namespace

Result<FileType> decode_datatype(std::span<const std::byte> body, std::size_t address_bytes) {
  Cursor cursor(body);
  auto head = read_type_head(cursor);
  if (!head) return std::unexpected(head.error());
  FileType out;
  out.type.size_bytes = head->size;
  // A reference into the global heap: length 4, address, index 4 (IV.B "Variable-Length").
  if (auto done = name_by_class(*head, cursor, 4 + address_bytes + 4, out); !done) return std::unexpected(done.error());
  return out;
}

}  // namespace weighbridge::hdf5::walk
