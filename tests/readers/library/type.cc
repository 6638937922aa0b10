#include "readers/library/type.h"

#include <bit>
#include <string_view>

#include "base/text.h"
#include "inspector/error_stack.h"
#include "inspector/handle.h"

namespace weighbridge::hdf5::reference {

namespace {

// All bits of the element are its value, none are padding.
bool fills_its_bytes(hid_t type, std::size_t size) {
  return H5Tget_precision(type) == size * 8 && H5Tget_offset(type) == 0;
}

void name_integer(hid_t type, FileType& out) {
  const auto size = static_cast<std::size_t>(out.type.size_bytes);
  if (!std::has_single_bit(size) || size > 8 || !fills_its_bytes(type, size)) return;
  const bool is_signed = H5Tget_sign(type) == H5T_SGN_2;
  out.coding = is_signed ? Coding::signed_integer : Coding::unsigned_integer;
  out.type.name = (is_signed ? "int" : "uint") + std::to_string(size * 8);
}

void name_float(hid_t type, FileType& out) {
  std::size_t sign_at = 0, exponent_at = 0, exponent_bits = 0, mantissa_at = 0, mantissa_bits = 0;
  if (H5Tget_fields(type, &sign_at, &exponent_at, &exponent_bits, &mantissa_at, &mantissa_bits) < 0) return;
  const auto size = static_cast<std::size_t>(out.type.size_bytes);
  const std::string_view name = float_name(size, exponent_bits, mantissa_bits, H5Tget_ebias(type));
  if (name.empty() || !fills_its_bytes(type, size) || H5Tget_order(type) == H5T_ORDER_VAX) return;
  if (mantissa_at != 0 || exponent_at != mantissa_bits || sign_at != size * 8 - 1) return;
  out.coding = Coding::floating;
  out.type.name = name;
}

std::string member_name(hid_t type, unsigned index) {
  char* name = H5Tget_member_name(type, index);
  std::string copy = name == nullptr ? "" : name;
  (void)H5free_memory(name);
  return copy;
}

// h5py stores numpy's bool as the enumeration {FALSE = 0, TRUE = 1} over int8 (h5py/h5t.pyx, _c_bool).
bool is_h5py_bool(hid_t type) {
  if (H5Tget_nmembers(type) != 2) return false;
  return member_name(type, 0) == "FALSE" && member_name(type, 1) == "TRUE";
}

void name_enumeration(hid_t type, FileType& out) {
  const TypeHandle base(H5Tget_super(type));
  if (base.id() < 0 || H5Tget_class(base.id()) != H5T_INTEGER) return;
  name_integer(base.id(), out);
  out.type.big_endian = H5Tget_order(base.id()) == H5T_ORDER_BE;
  if (out.type.name == "int8" && is_h5py_bool(type)) out.type.name = "bool";
}

void name_opaque(hid_t type, FileType& out) {
  out.type.name = "opaque";
  char* tag = H5Tget_tag(type);
  if (tag != nullptr) out.type.tag = text::to_valid_utf8(tag);
  (void)H5free_memory(tag);
}

void name_string(hid_t type, std::size_t reference_bytes, FileType& out) {
  out.type.name = "string";
  const bool variable = H5Tis_variable_str(type) > 0;
  out.coding = variable ? Coding::variable_string : Coding::fixed_string;
  const auto padding = static_cast<int>(H5Tget_strpad(type));  // HDF5 hands on whatever the file has
  out.ends_at_nul = padding == H5T_STR_NULLTERM;
  out.filler = padding == H5T_STR_SPACEPAD ? ' ' : '\0';
  // HDF5 would answer the size of a pointer, which differs between the native and the wasm build.
  if (variable) out.type.size_bytes = reference_bytes;
}

}  // namespace

Result<FileType> read_type(hid_t type, std::size_t address_bytes) {
  FileType out;
  out.type.size_bytes = H5Tget_size(type);
  if (out.type.size_bytes == 0) return std::unexpected(last_error());
  // A reference into the global heap: length 4, address, index 4 (format specification 3.0, IV.B "Variable-Length").
  const std::size_t reference_bytes = 4 + address_bytes + 4;
  switch (H5Tget_class(type)) {
    case H5T_NO_CLASS:
      return std::unexpected(last_error());
    case H5T_INTEGER:
      out.type.big_endian = H5Tget_order(type) == H5T_ORDER_BE;
      name_integer(type, out);
      break;
    case H5T_FLOAT:
      out.type.big_endian = H5Tget_order(type) == H5T_ORDER_BE;
      name_float(type, out);
      break;
    case H5T_STRING:
      name_string(type, reference_bytes, out);
      break;
    case H5T_ENUM:
      name_enumeration(type, out);
      break;
    case H5T_OPAQUE:
      name_opaque(type, out);
      break;
    case H5T_COMPOUND:
      out.type.name = "compound";
      break;
    case H5T_VLEN:
      out.type.size_bytes = reference_bytes;
      break;
    default:
      break;  // time, bit field, reference, array
  }
  return out;
}

}  // namespace weighbridge::hdf5::reference
