#include "readers/library/dataset.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>

#include "base/text.h"
#include "hdf5/filters.h"
#include "inspector/error_stack.h"
#include "inspector/handle.h"
#include "readers/library/chunk_list.h"
#include "readers/library/type.h"
#include "weighbridge/limits.h"

namespace weighbridge::hdf5::reference {

namespace {

constexpr std::size_t kMaxScalarBytes = 8;

Result<void> read_filters(hid_t creation, Dataset& out) {
  const int count = H5Pget_nfilters(creation);
  if (count < 0) return std::unexpected(last_error());
  for (int i = 0; i < count; ++i) {
    unsigned flags = 0;
    std::size_t values = 0;
    const H5Z_filter_t filter =
        H5Pget_filter2(creation, static_cast<unsigned>(i), &flags, &values, nullptr, 0, nullptr, nullptr);
    if (filter < 0) return std::unexpected(last_error());
    out.filters.push_back(filter);
    out.storage.filters.push_back(filter_name(filter));
    if (H5Zfilter_avail(filter) <= 0) out.filters_available = false;
  }
  return {};
}

Result<void> read_external_files(hid_t creation, int count, Dataset& out) {
  out.storage.kind = StorageKind::external;
  for (int i = 0; i < count; ++i) {
    std::array<char, 1024> name{};
    off_t offset = 0;
    hsize_t size = 0;
    auto got = check(H5Pget_external(creation, static_cast<unsigned>(i), name.size() - 1, name.data(), &offset, &size));
    if (!got) return got;
    out.external_files.push_back(text::to_valid_utf8(name.data()));
  }
  return {};
}

// What the chunks take up in the file, and how much of that a cut took away.
Result<void> weigh_chunks(hid_t dataset, const File& file, Dataset& out) {
  const std::uint64_t end = file.source().size_bytes();
  return visit_chunks(dataset, out.shape.size(), [&](std::span<const hsize_t>, const StoredChunk& chunk) {
    const std::uint64_t there = chunk.offset < end ? std::min(chunk.size_bytes, end - chunk.offset) : 0;
    out.storage.size_bytes += chunk.size_bytes;
    out.storage.lost_bytes += chunk.size_bytes - there;
    return true;
  });
}

// Contiguous data answers with its place; everything else needs the creation property list, which costs several times
// as much.
Result<void> read_storage(hid_t dataset, const File& file, std::uint64_t report_offset, Dataset& out) {
  const haddr_t offset = H5Dget_offset(dataset);
  // An undefined address comes back with the base address added (H5D__get_offset): behind a user block it wraps round.
  if (offset != HADDR_UNDEF && offset >= file.base_address()) {
    out.storage.kind = StorageKind::contiguous;
    out.storage.offset = offset + report_offset;
    out.storage.size_bytes = H5Dget_storage_size(dataset);
    return {};
  }
  auto creation = own<PropertiesHandle>(H5Dget_create_plist(dataset));
  if (!creation) return std::unexpected(creation.error());
  const int external_files = H5Pget_external_count(creation->id());
  if (external_files > 0) return read_external_files(creation->id(), external_files, out);
  switch (H5Pget_layout(creation->id())) {
    case H5D_COMPACT:
      out.storage.kind = StorageKind::compact;
      out.storage.size_bytes = H5Dget_storage_size(dataset);
      break;
    case H5D_CONTIGUOUS:
      break;  // kind none: space was never allocated
    case H5D_CHUNKED:
      out.storage.kind = StorageKind::chunked;
      if (auto weighed = weigh_chunks(dataset, file, out); !weighed) return weighed;
      break;
    case H5D_VIRTUAL:
      out.storage.kind = StorageKind::virtual_;
      break;
    default:
      return std::unexpected(last_error());
  }
  return read_filters(creation->id(), out);
}

// Step counters of optimizers: scalars of a few bytes, read without HDF5's conversions.
Result<void> read_scalar(hid_t dataset, hid_t type, const FileType& facts, const File& file,
                         std::uint64_t report_offset, Dataset& out) {
  std::array<std::byte, kMaxScalarBytes> buffer{};
  const auto bytes = std::span(buffer).first(static_cast<std::size_t>(facts.type.size_bytes));
  if (out.storage.kind == StorageKind::contiguous) {
    const std::uint64_t offset = *out.storage.offset - report_offset;
    const std::uint64_t end = file.source().size_bytes();
    if (offset > end || end - offset < bytes.size()) return {};  // lost in the cut
    if (auto read = file.read_at(offset, bytes); !read) return read;
  } else if (out.storage.kind == StorageKind::compact && out.storage.size_bytes == bytes.size()) {
    // The file's own type as memory type: nothing is converted.
    auto read = check(H5Dread(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, bytes.data()));
    if (!read) return read;
  } else {
    return {};
  }
  out.scalar_integer = decode_integer(facts, bytes);
  return {};
}

}  // namespace

Result<Extent> read_extent(hid_t space) {
  Extent extent;
  const auto kind = static_cast<int>(H5Sget_simple_extent_type(space));  // HDF5 hands on whatever byte the file has
  if (kind == H5S_NO_CLASS) return std::unexpected(last_error());
  if (kind != H5S_NULL && kind != H5S_SCALAR && kind != H5S_SIMPLE)
    return fail(ErrorCode::malformed, "unknown kind of dataspace");
  extent.is_null = kind == H5S_NULL;
  if (kind != H5S_SIMPLE) return extent;
  std::array<hsize_t, limits::kMaxRank> dimensions{};
  const int rank = H5Sget_simple_extent_dims(space, dimensions.data(), nullptr);  // HDF5 refuses more than H5S_MAX_RANK
  if (rank < 0) return std::unexpected(last_error());
  extent.shape.assign(dimensions.begin(), dimensions.begin() + rank);
  return extent;
}

Result<Dataset> read_dataset(hid_t dataset, const File& file, std::uint64_t report_offset) {
  Dataset out;
  auto type = own<TypeHandle>(H5Dget_type(dataset));
  if (!type) return std::unexpected(type.error());
  auto facts = read_type(type->id(), file.address_bytes());
  if (!facts) return std::unexpected(facts.error());
  out.type = facts->type;
  auto space = own<SpaceHandle>(H5Dget_space(dataset));
  if (!space) return std::unexpected(space.error());
  auto extent = read_extent(space->id());
  if (!extent) return std::unexpected(extent.error());
  out.shape = std::move(extent->shape);
  out.is_null = extent->is_null;
  if (auto done = read_storage(dataset, file, report_offset, out); !done) return std::unexpected(done.error());
  const bool integer = facts->coding == Coding::signed_integer || facts->coding == Coding::unsigned_integer;
  if (integer && out.shape.empty() && !out.is_null) {
    auto done = read_scalar(dataset, type->id(), *facts, file, report_offset, out);
    if (!done) return std::unexpected(done.error());
  }
  return out;
}

}  // namespace weighbridge::hdf5::reference
