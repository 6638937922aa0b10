#include "hdf5/walk/dataset_walk.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "hdf5/walk/chunks/chunk_walk.h"
#include "hdf5/walk/dataset_parts.h"
#include "hdf5/walk/groups/local_heap.h"
#include "hdf5/walk/messages/pipeline.h"
#include "weighbridge/limits.h"

namespace weighbridge::hdf5::walk {
namespace {

constexpr std::uint64_t kWorkOfChunk = 64;
constexpr std::size_t kMostScalarBytes = 8;
// HDF5's words (H5D__compact_init).
constexpr const char* kWrongSize =
    "bad value from dataset header - size of compact dataset's data buffer doesn't match size of dataset data";

// The filters that every libhdf5 undoes; szip and h5py's lzf are not among them.
bool libhdf5_has(int filter) { return (filter >= 1 && filter <= 3) || filter == 5 || filter == 6; }

class DatasetWalk {
 public:
  DatasetWalk(FileBytes& file, const ObjectHeader& header, std::uint64_t report_offset)
      : file_(file), header_(header), report_offset_(report_offset) {}

  Result<Dataset> read();

 private:
  Result<void> read_storage(const Layout& layout);
  void note_filters();
  Result<void> read_external(const Message& message);
  Result<void> weigh(const Layout& layout);
  Result<void> read_counter(const Layout& layout, const FileType& type);

  FileBytes& file_;
  const ObjectHeader& header_;
  std::uint64_t report_offset_;
  DatasetParts parts_;
  Dataset out_;
};

Result<Dataset> DatasetWalk::read() {
  auto parts = read_dataset_parts(file_, header_);
  if (!parts) return std::unexpected(parts.error());
  parts_ = std::move(*parts);
  out_.type = parts_.type.type;
  out_.shape = parts_.space.shape;
  out_.is_null = parts_.space.is_null;
  if (auto done = read_storage(parts_.layout); !done) return std::unexpected(done.error());
  const Coding coding = parts_.type.coding;
  const bool integer = coding == Coding::signed_integer || coding == Coding::unsigned_integer;
  if (integer && out_.shape.empty() && !out_.is_null) {
    if (auto done = read_counter(parts_.layout, parts_.type); !done) return std::unexpected(done.error());
  }
  return std::move(out_);
}

Result<void> DatasetWalk::read_storage(const Layout& layout) {
  const Message* external = header_.find(MessageType::external_files);
  Storage& storage = out_.storage;
  if (external != nullptr && layout.kind == LayoutClass::contiguous) return read_external(*external);
  switch (layout.kind) {
    case LayoutClass::contiguous:
      if (layout.address == kNoAddress) break;  // kind none: space was never allocated
      storage.kind = StorageKind::contiguous;
      // HDF5 goes by shape and type, whatever size the layout says; behind even the end that the file claims, or
      // nothing at a place, it does not open the dataset (H5D__contig_check).
      storage.size_bytes = declared_bytes(out_);
      if (storage.size_bytes == 0 || !file_.is_claimed(layout.address, storage.size_bytes))
        return fail(ErrorCode::malformed, "invalid dataset size, likely file corruption");
      storage.offset = layout.address + file_.base_address() + report_offset_;
      return {};
    case LayoutClass::compact:
      storage.kind = StorageKind::compact;
      storage.size_bytes = layout.size_bytes;
      if (storage.size_bytes != (out_.is_null ? 0 : declared_bytes(out_)))
        return fail(ErrorCode::malformed, kWrongSize);
      break;
    case LayoutClass::chunked:
      storage.kind = StorageKind::chunked;
      if (auto done = weigh(layout); !done) return done;
      break;
    case LayoutClass::virtual_:
      storage.kind = StorageKind::virtual_;
      break;
  }
  note_filters();
  return {};
}

void DatasetWalk::note_filters() {
  for (const Filter& filter : parts_.filters) {
    out_.filters.push_back(filter.id);
    out_.storage.filters.push_back(filter_name(filter.id));
    if (!libhdf5_has(filter.id)) out_.filters_available = false;
  }
}

Result<void> DatasetWalk::read_external(const Message& message) {
  out_.storage.kind = StorageKind::external;
  auto files = decode_external_files(message.body, file_);
  if (!files) return std::unexpected(files.error());
  auto heap = LocalHeap::read(file_, files->heap);
  if (!heap) return std::unexpected(heap.error());
  for (const std::uint64_t offset : files->name_offsets) {
    auto name = heap->text_at(offset);
    if (!name) return std::unexpected(name.error());
    if (auto spent = file_.budget().spend_memory(kTextCost + name->size()); !spent) return spent;
    out_.external_files.push_back(text::to_valid_utf8(*name));
  }
  return {};
}

// What the chunks take up in the file, and how much of that a cut took away.
Result<void> DatasetWalk::weigh(const Layout& layout) {
  Storage& storage = out_.storage;
  std::uint64_t chunks = 0;
  auto loss = visit_chunk_places(file_, layout, parts_.space, [&](const ChunkPlace& chunk) -> Result<void> {
    if (++chunks > limits::kMaxChunks) return fail(ErrorCode::limit, "more chunks than are read");
    const std::uint64_t there = file_.bytes_there(chunk.address, chunk.size_bytes);
    storage.size_bytes += chunk.size_bytes;
    storage.lost_bytes += chunk.size_bytes - there;
    return file_.budget().spend_work(kWorkOfChunk);
  });
  if (!loss) return std::unexpected(loss.error());
  if (loss->nodes > 0) return fail(ErrorCode::malformed, loss->problem);
  return {};
}

// Step counters of optimizers: integers of a few bytes.
Result<void> DatasetWalk::read_counter(const Layout& layout, const FileType& type) {
  std::array<std::byte, kMostScalarBytes> buffer{};
  const auto bytes = std::span(buffer).first(static_cast<std::size_t>(type.type.size_bytes));
  if (out_.storage.kind == StorageKind::contiguous) {
    if (!file_.is_there(layout.address, bytes.size())) return {};  // lost in the cut
    if (auto read = file_.read_into(layout.address, bytes); !read) return read;
  } else if (out_.storage.kind == StorageKind::compact && layout.compact.size() == bytes.size()) {
    std::ranges::copy(layout.compact, bytes.begin());
  } else {
    return {};
  }
  out_.scalar_integer = decode_integer(type, bytes);
  return {};
}

}  // namespace

Result<Dataset> read_stored_dataset(FileBytes& file, const ObjectHeader& header, std::uint64_t report_offset) {
  return DatasetWalk(file, header, report_offset).read();
}

}  // namespace weighbridge::hdf5::walk
