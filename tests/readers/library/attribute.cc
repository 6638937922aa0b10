#include "readers/library/attribute.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "inspector/error_stack.h"
#include "readers/library/dataset.h"
#include "readers/library/type.h"
#include "weighbridge/limits.h"

namespace weighbridge::hdf5::reference {

namespace {

// Each becomes a string or a number of ours, whatever its size in the file.
constexpr std::uint64_t kMaxElements = 1u << 20;
// HDF5 opens an attribute of an object header by comparing its name with all that stand before it.
constexpr std::uint64_t kMaxLookups = 1u << 25;
// A variable-length string is 16 bytes in the file, and all may refer to the same text.
constexpr std::uint64_t kMaxTotalBytes = 128u << 20;

struct Names {
  std::vector<std::string> names;
  bool too_many = false;
};

extern "C" herr_t take_name(hid_t, const char* name, const H5A_info_t*, void* data) {
  auto& list = *static_cast<Names*>(data);
  list.too_many = list.names.size() == limits::kMaxAttributesPerObject;
  if (list.too_many) return 1;
  list.names.emplace_back(name);
  return 0;
}

// Hands the references into the global heap through as they stand in the file (H5T_conv_t). A soft conversion, so that
// it serves any variable-length type.
extern "C" herr_t keep_references(hid_t source, hid_t target, H5T_cdata_t* data, size_t, size_t, size_t, void*, void*,
                                  hid_t) {
  if (data->command == H5T_CONV_INIT) {
    data->need_bkg = H5T_BKG_NO;
    return H5Tget_size(source) == H5Tget_size(target) ? 0 : -1;
  }
  return 0;
}

std::optional<std::uint64_t> element_count(const std::vector<std::uint64_t>& shape, std::uint64_t most) {
  std::uint64_t count = 1;
  for (const std::uint64_t extent : shape) {
    if (extent == 0) return 0;
    if (count > most / extent) return std::nullopt;
    count *= extent;
  }
  return count;
}

}  // namespace

AttributeReader::AttributeReader(const File& file)
    : file_(file), heap_(file), budget_bytes_(kMaxTotalBytes), budget_lookups_(kMaxLookups) {
  const TypeHandle string(H5Tcopy(H5T_C_S1));
  (void)H5Tset_size(string.id(), H5T_VARIABLE);
  reference_type_ = TypeHandle(H5Tcreate(H5T_OPAQUE, heap_.reference_bytes()));
  (void)H5Tregister(H5T_PERS_SOFT, "references", string.id(), reference_type_.id(), keep_references);
}

AttributeReader::~AttributeReader() {
  (void)H5Tunregister(H5T_PERS_SOFT, "references", H5I_INVALID_HID, H5I_INVALID_HID, keep_references);
}

AttributesLost AttributeReader::read_all(hid_t object, Node& node) {
  Names list;
  hsize_t position = 0;
  auto listed = check(H5Aiterate2(object, H5_INDEX_NAME, H5_ITER_NATIVE, &position, take_name, &list));
  if (!listed) node.problem = listed.error().message;
  for (std::size_t i = 0; i < list.names.size(); ++i) {
    if (i > budget_lookups_) {
      list.too_many = true;
      break;
    }
    budget_lookups_ -= i;
    node.attributes.push_back(read(object, list.names[i].c_str()));
  }
  const auto unreadable = static_cast<std::uint64_t>(std::ranges::count(node.attributes, true, &Attribute::unreadable));
  return {.unreadable = unreadable + (listed ? 0U : 1U), .too_many = list.too_many};
}

Attribute AttributeReader::read(hid_t object, const char* name) {
  Attribute out;
  out.name = text::to_valid_utf8(name);
  const auto failed = [&](const Error& error) {
    out.value = std::monostate();
    out.problem = error.message;
    out.unreadable = error.code == ErrorCode::malformed || error.code == ErrorCode::out_of_range;
    return std::move(out);
  };
  auto attribute = own<AttributeHandle>(H5Aopen(object, name, H5P_DEFAULT));
  if (!attribute) return failed(attribute.error());
  auto type = own<TypeHandle>(H5Aget_type(attribute->id()));
  if (!type) return failed(type.error());
  if (auto done = read_value(attribute->id(), type->id(), out); !done) return failed(done.error());
  return out;
}

Result<void> AttributeReader::read_value(hid_t attribute, hid_t type, Attribute& out) {
  auto facts = read_type(type, file_.address_bytes());
  if (!facts) return std::unexpected(facts.error());
  out.type = facts->type;
  auto space = own<SpaceHandle>(H5Aget_space(attribute));
  if (!space) return std::unexpected(space.error());
  auto extent = read_extent(space->id());
  if (!extent) return std::unexpected(extent.error());
  out.shape = extent->is_null ? std::vector<std::uint64_t>{0} : std::move(extent->shape);
  if (facts->coding == Coding::none) return fail(ErrorCode::unsupported, "values of this type are not read");

  const std::uint64_t size = facts->type.size_bytes;
  const auto count = element_count(out.shape, kMaxElements);
  if (!count || (*count != 0 && size > limits::kMaxAttributeBytes / *count))
    return fail(ErrorCode::limit, "larger than an attribute may be");
  const std::uint64_t total = *count * size;
  // What HDF5 holds is as long as the file says; it copies as many bytes as type and shape say.
  if (H5Aget_storage_size(attribute) < total) return fail(ErrorCode::malformed, "shorter than its type and shape say");
  // In memory every element is a string or a number of ours, however small it is in the file.
  const std::uint64_t held =
      *count * std::max<std::uint64_t>(size, facts->coding == Coding::fixed_string ? sizeof(std::string) : 8);
  if (held > budget_bytes_) return fail(ErrorCode::limit, "the attributes of this file are too large together");
  budget_bytes_ -= held;

  std::vector<std::byte> bytes(static_cast<std::size_t>(total));
  if (total > 0) {
    const hid_t memory_type = facts->coding == Coding::variable_string ? reference_type_.id() : type;
    if (auto read = check(H5Aread(attribute, memory_type, bytes.data())); !read) return read;
  }
  return decode(*facts, bytes, out);
}

Result<void> AttributeReader::decode(const FileType& type, std::span<const std::byte> bytes, Attribute& out) {
  const auto size = static_cast<std::size_t>(type.type.size_bytes);
  const std::size_t count = bytes.size() / size;
  const auto element = [&](std::size_t i) { return bytes.subspan(i * size, size); };
  if (type.coding == Coding::floating) {
    std::vector<double> values(count);
    for (std::size_t i = 0; i < count; ++i) values[i] = decode_float(type, element(i));
    out.value = std::move(values);
    return {};
  }
  if (type.coding == Coding::signed_integer || type.coding == Coding::unsigned_integer) {
    std::vector<std::int64_t> values(count);
    for (std::size_t i = 0; i < count; ++i) {
      const auto value = decode_integer(type, element(i));
      if (!value) return fail(ErrorCode::unsupported, "an integer larger than 63 bits");
      values[i] = *value;
    }
    out.value = std::move(values);
    return {};
  }
  std::vector<std::string> values(count);
  for (std::size_t i = 0; i < count; ++i) {
    if (type.coding == Coding::fixed_string) {
      values[i] = decode_fixed_string(type, element(i));
      continue;
    }
    auto text = heap_.read_string(element(i));
    if (!text) return std::unexpected(text.error());
    if (text->size() > budget_bytes_)
      return fail(ErrorCode::limit, "the attributes of this file are too large together");
    budget_bytes_ -= text->size();
    values[i] = text::to_valid_utf8(*text);
  }
  out.value = std::move(values);
  return {};
}

}  // namespace weighbridge::hdf5::reference
