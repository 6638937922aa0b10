#include "hdf5/walk/messages/datatype.h"

#include <bit>
#include <string>
#include <string_view>

#include "base/text.h"
#include "hdf5/walk/messages/type_parts.h"

namespace weighbridge::hdf5::walk {
namespace {

constexpr std::uint32_t kBigEndian = 1, kVax = 0x40, kSigned = 8;

Result<void> refuse(const char* reason) { return fail(ErrorCode::malformed, reason); }

// A number's bits within its bytes.
struct Bits {
  std::size_t at = 0;
  std::size_t count = 0;
  [[nodiscard]] std::size_t end() const { return at + count; }
  [[nodiscard]] bool overlap(const Bits& other) const { return at < other.end() && other.at < end(); }
};

// What HDF5 refuses the whole object for, in its words (H5O__dtype_decode_helper).
Result<void> check_integer(const Bits& value, std::size_t bits) {
  if (value.at >= bits) return refuse("integer offset out of bounds");
  if (value.count == 0) return refuse("precision is zero");
  if (value.end() > bits) return refuse("integer offset+precision out of bounds");
  return {};
}

Result<void> check_float(const TypeHead& head, const Bits& sign, const Bits& exponent, const Bits& mantissa) {
  const std::size_t bits = std::size_t{head.size} * 8;
  if (head.version >= 3 && (head.bits & (kVax | kBigEndian)) == kVax)
    return refuse("bad byte order for datatype message");
  if ((head.bits >> 4 & 3) == 3) return refuse("unknown floating-point normalization");
  if (sign.at >= bits) return refuse("sign bit position out of bounds");
  if (exponent.count == 0) return refuse("exponent size can't be zero");
  if (exponent.at >= bits) return refuse("exponent starting position out of bounds");
  if (exponent.end() > bits) return refuse("exponent range out of bounds");
  if (mantissa.count == 0) return refuse("mantissa size can't be zero");
  if (mantissa.at >= bits) return refuse("mantissa starting position out of bounds");
  if (mantissa.end() > bits) return refuse("mantissa range out of bounds");
  if (sign.overlap(exponent)) return refuse("exponent and sign positions overlap");
  if (sign.overlap(mantissa)) return refuse("mantissa and sign positions overlap");
  if (exponent.overlap(mantissa)) return refuse("mantissa and exponent positions overlap");
  return {};
}

// Class bits: 0 to 3 kind, 4 to 7 version; since HDF5 1.12 there are kinds that have one (H5R_type_t).
Result<void> check_reference(const TypeHead& head) {
  constexpr std::uint32_t kFirstWithVersion = 2, kLast = 4, kVersion = 1;
  const std::uint32_t kind = head.bits & 15;
  if (kind > kLast) return refuse("invalid reference type");
  if (kind >= kFirstWithVersion && (head.bits >> 4 & 15) != kVersion) return refuse("reference version does not match");
  return {};
}

// Fixed-point properties: bit offset 2, bits 2. Class bits: 0 big-endian, 3 signed.
Result<void> name_stored_integer(const TypeHead& head, Cursor& cursor, FileType& out) {
  Bits value{cursor.number16(), 0};
  value.count = cursor.number16();
  const std::size_t bits = std::size_t{head.size} * 8;
  if (auto done = cursor.check(); !done) return done;
  if (auto done = check_integer(value, bits); !done) return done;
  out.type.big_endian = (head.bits & kBigEndian) != 0;
  if (!std::has_single_bit(head.size) || head.size > 8 || value.count != bits) return {};
  const bool is_signed = (head.bits & kSigned) != 0;
  out.coding = is_signed ? Coding::signed_integer : Coding::unsigned_integer;
  out.type.name = (is_signed ? "int" : "uint") + std::to_string(bits);
  return {};
}

// Floating-point properties: bit offset 2, bits 2, exponent at 1 and bits 1, mantissa at 1 and bits 1, bias 4. Class
// bits: 0 big-endian, with 6 (since version 3) VAX, 8 to 15 where the sign is.
Result<void> name_stored_float(const TypeHead& head, Cursor& cursor, FileType& out) {
  const Bits sign{head.bits >> 8 & 0xff, 1};
  Bits value{cursor.number16(), 0}, exponent, mantissa;
  value.count = cursor.number16();
  for (Bits* part : {&exponent, &mantissa}) {
    part->at = cursor.byte();
    part->count = cursor.byte();
  }
  const std::uint64_t bias = cursor.number32();
  if (auto done = cursor.check(); !done) return done;
  if (auto done = check_float(head, sign, exponent, mantissa); !done) return done;
  const bool is_vax = head.version >= 3 && (head.bits & kVax) != 0;
  out.type.big_endian = !is_vax && (head.bits & kBigEndian) != 0;
  const std::string_view name = float_name(head.size, exponent.count, mantissa.count, bias);
  const bool fills = value.at == 0 && value.count == std::size_t{head.size} * 8;
  if (name.empty() || !fills || is_vax || mantissa.at != 0 || exponent.at != mantissa.count) return {};
  if (sign.at != value.count - 1) return {};
  out.coding = Coding::floating;
  out.type.name = name;
  return {};
}

// h5py stores numpy's bool as the enumeration {FALSE = 0, TRUE = 1} over int8 (h5py/h5t.pyx, _c_bool).
Result<void> name_stored_enumeration(const TypeHead& head, Cursor& cursor, FileType& out) {
  auto base = read_type_head(cursor);
  if (!base) return std::unexpected(base.error());
  if (base->kind != TypeClass::integer) return {};
  if (base->size != head.size) return fail(ErrorCode::malformed, "ENUM datatype size does not match parent");
  if (auto done = name_stored_integer(*base, cursor, out); !done) return done;
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
      return name_stored_integer(head, cursor, out);
    case TypeClass::floating:
      return name_stored_float(head, cursor, out);
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
      out.type.name = "compound";
      return check_parts(head, cursor);
    case TypeClass::array:
      return check_parts(head, cursor);
    case TypeClass::reference:
      return check_reference(head);
    default:
      break;  // time, bit field, complex
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
