#include "hdf5/walk/messages/pipeline.h"

#include "hdf5/walk/cursor.h"

namespace weighbridge::hdf5::walk {
namespace {

constexpr std::size_t kMaxFilters = 32;  // H5Z_MAX_NFILTERS
constexpr int kFirstNamedFilter = 256;   // version 2 leaves out the names of the library's own

// Version 1: id 2, length of the name 2, flags 2, parameters 2, name padded to 8, parameters 4 each, padded to 8.
// Version 2: as 1, without the name's length for the library's own filters, and without padding.
Filter read_filter(Cursor& cursor, int version) {
  Filter filter;
  filter.id = cursor.number16();
  const std::size_t name_bytes = version == 1 || filter.id >= kFirstNamedFilter ? cursor.number16() : 0;
  cursor.skip(2);
  const std::size_t parameters = cursor.number16();
  cursor.skip(version == 1 ? (name_bytes + 7) / 8 * 8 : name_bytes);
  for (std::size_t i = 0; i < parameters && cursor.ok(); ++i) filter.parameters.push_back(cursor.number32());
  if (version == 1 && parameters % 2 != 0) cursor.skip(4);
  return filter;
}

}  // namespace

Result<std::vector<Filter>> decode_pipeline(std::span<const std::byte> body) {
  Cursor cursor(body);
  const int version = cursor.byte();
  const std::size_t count = cursor.byte();
  if (version != 1 && version != 2) return fail(ErrorCode::malformed, "bad version number for filter message");
  if (count > kMaxFilters) return fail(ErrorCode::malformed, "filter pipeline message has too many filters");
  if (version == 1) cursor.skip(6);
  std::vector<Filter> out;
  for (std::size_t i = 0; i < count; ++i) out.push_back(read_filter(cursor, version));
  if (auto done = cursor.check(); !done) return std::unexpected(done.error());
  return out;
}

// Version 1, reserved 3, slots 2, used 2, heap; then for each name offset, file offset, size.
Result<ExternalFiles> decode_external_files(std::span<const std::byte> body, const FileBytes& file) {
  Cursor cursor(body);
  if (cursor.byte() != 1) return fail(ErrorCode::malformed, "bad version number for external file list message");
  cursor.skip(5);
  const std::size_t used = cursor.number16();
  ExternalFiles out;
  out.heap = file.defined(cursor.number(file.address_bytes()));
  for (std::size_t i = 0; i < used && cursor.ok(); ++i) {
    out.name_offsets.push_back(cursor.number(file.length_bytes()));
    cursor.skip(2 * file.length_bytes());
  }
  if (auto done = cursor.check(); !done) return std::unexpected(done.error());
  return out;
}

}  // namespace weighbridge::hdf5::walk
