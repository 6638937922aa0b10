#include "hdf5/packed_values.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include "hdf5/walk/chunks/chunk_walk.h"
#include "hdf5/walk/dataset_parts.h"
#include "hdf5/walk/superblock.h"
#include "weighbridge/limits.h"

namespace weighbridge::hdf5 {
namespace {

std::unexpected<Error> damaged(const char* what) { return fail(ErrorCode::malformed, what); }

// None where it does not fit.
std::optional<std::uint64_t> product(std::span<const std::uint64_t> factors, std::uint64_t result) {
  for (const std::uint64_t factor : factors) {
    if (factor != 0 && result > std::numeric_limits<std::uint64_t>::max() / factor) return std::nullopt;
    result *= factor;
  }
  return result;
}

Result<void> take_filters(const std::vector<Filter>& filters, PackedDataset& out) {
  for (const Filter& filter : filters) {
    if (!is_known_filter(filter.id))
      return fail(ErrorCode::unsupported, "it is packed with " + filter_name(filter.id) + ", which is not read here");
  }
  out.filters = filters;
  return {};
}

Result<void> take_compact(const walk::Layout& layout, PackedDataset& out) {
  if (product(out.shape, out.element_bytes) != layout.size_bytes || layout.size_bytes > limits::kMaxAttributeBytes)
    return damaged("its values have the wrong size");
  out.values.assign(layout.compact.begin(), layout.compact.end());
  return {};
}

Result<void> take_chunk_shape(const walk::Layout& layout, PackedDataset& out) {
  out.chunk_shape = layout.chunk_shape;
  if (out.chunk_shape.size() != out.shape.size() || std::ranges::find(out.chunk_shape, 0U) != out.chunk_shape.end())
    return damaged("its chunks have the wrong shape");
  const auto bytes = product(out.chunk_shape, out.element_bytes);
  if (!bytes || *bytes > limits::kMaxChunkBytes)
    return fail(ErrorCode::limit, "its chunks are larger than 256 MiB each");
  return {};
}

std::uint64_t chunks_along(const PackedDataset& dataset, std::size_t dimension) {
  const std::uint64_t extent = dataset.shape[dimension];
  const std::uint64_t chunk = dataset.chunk_shape[dimension];
  return extent / chunk + (extent % chunk != 0 ? 1 : 0);
}

// The chunks that the shape asks for; none if they are too many.
std::optional<std::uint64_t> wanted_chunks(const PackedDataset& dataset) {
  std::uint64_t wanted = 1;
  for (std::size_t i = 0; i < dataset.shape.size() && wanted <= limits::kMaxChunks; ++i)
    wanted *= std::min(chunks_along(dataset, i), limits::kMaxChunks + 1);
  return wanted <= limits::kMaxChunks ? std::optional(wanted) : std::nullopt;
}

// An index lists chunks in the order of the elements. Each must be the next one: then none is missing and none counts
// twice.
class ChunkList {
 public:
  ChunkList(const walk::FileBytes& file, std::uint64_t wanted, PackedDataset& out)
      : file_(file), wanted_(wanted), out_(out) {}

  Result<void> add(const walk::ChunkPlace& chunk, std::uint64_t number) {
    if (out_.chunks.size() == wanted_) return {};
    if (number != out_.chunks.size())
      return damaged(number > out_.chunks.size() ? "some of its chunks were never written"
                                                 : "the list of its chunks is damaged");
    if (chunk.size_bytes > limits::kMaxChunkBytes) return damaged("a chunk of it is larger than 256 MiB");
    if (!file_.is_there(chunk.address, chunk.size_bytes))
      return damaged("a chunk of it lies behind the end of the file");
    const std::uint64_t offset = file_.base_address() + chunk.address;
    out_.chunks.push_back({offset, static_cast<std::uint32_t>(chunk.size_bytes), chunk.filter_mask});
    return {};
  }
  [[nodiscard]] std::uint64_t number_at(std::span<const std::uint64_t> place) const {
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < place.size(); ++i)
      number = number * chunks_along(out_, i) + place[i] / out_.chunk_shape[i];
    return number;
  }

 private:
  const walk::FileBytes& file_;
  std::uint64_t wanted_;
  PackedDataset& out_;
};

Result<void> list_chunks(walk::FileBytes& file, const walk::DatasetParts& parts, PackedDataset& out) {
  using walk::ChunkIndex;
  const walk::Layout& layout = parts.layout;
  const bool can_grow = !parts.space.most.empty() && parts.space.most != parts.space.shape;
  const bool is_stretch = layout.index == ChunkIndex::implicit && !can_grow;
  if (layout.index != ChunkIndex::tree_1 && layout.index != ChunkIndex::single && !is_stretch)
    return fail(ErrorCode::unsupported, "the list of its chunks is of a newer kind, which is not read here");
  const auto wanted = wanted_chunks(out);
  if (!wanted) return fail(ErrorCode::limit, "it is cut into more than a million chunks");
  ChunkList list(file, *wanted, out);
  const std::uint64_t chunk_bytes = *product(out.chunk_shape, out.element_bytes);
  auto loss = walk::visit_chunk_places(file, layout, parts.space, [&](const walk::ChunkPlace& chunk) -> Result<void> {
    if (!is_stretch) return list.add(chunk, list.number_at(chunk.place));
    // All chunks in one stretch.
    for (std::uint64_t i = 0; i < *wanted; ++i) {
      if (auto added = list.add({chunk.address + i * chunk_bytes, chunk_bytes, 0, {}}, i); !added) return added;
    }
    return {};
  });
  if (!loss) return std::unexpected(loss.error());
  if (loss->nodes > 0) return fail(ErrorCode::malformed, loss->problem);
  return out.chunks.size() == *wanted ? Result<void>() : damaged("some of its chunks were never written");
}

Result<PackedDataset> find_one(walk::FileBytes& file, std::uint64_t object_address) {
  auto header = walk::read_object_header(file, object_address);
  if (!header) return std::unexpected(header.error());
  if (!header->problem.empty()) return fail(ErrorCode::malformed, header->problem);
  if (walk::kind_of(*header) != NodeKind::dataset) return damaged("it is no dataset any more");
  auto parts = walk::read_dataset_parts(file, *header);
  if (!parts) return std::unexpected(parts.error());
  PackedDataset out;
  out.element_bytes = parts->type.type.size_bytes;
  out.shape = parts->space.shape;
  Result<void> done = take_filters(parts->filters, out);
  const walk::LayoutClass kind = parts->layout.kind;
  if (done && kind == walk::LayoutClass::compact)
    done = take_compact(parts->layout, out);
  else if (done && kind == walk::LayoutClass::chunked)
    done = take_chunk_shape(parts->layout, out);
  else if (done)
    done = damaged("its values are neither in chunks nor compact");
  if (done && kind == walk::LayoutClass::chunked) done = list_chunks(file, *parts, out);
  if (!done) return std::unexpected(done.error());
  return out;
}

// Copies those of the chunk's rows along the last dimension that belong to the dataset, dimension by dimension.
class Crop {
 public:
  Crop(const PackedDataset& dataset, std::size_t index, std::span<const std::byte> chunk)
      : dataset_(dataset), chunk_(chunk), there_(dataset.shape.size()) {
    for (std::size_t i = dataset.shape.size(); i-- > 0;) {
      const std::uint64_t along = chunks_along(dataset, i);
      const std::uint64_t begin = index % along * dataset.chunk_shape[i];
      index = static_cast<std::size_t>(index / along);
      there_[i] = std::min(dataset.chunk_shape[i], dataset.shape[i] - begin);
    }
  }
  [[nodiscard]] bool is_whole() const { return there_ == dataset_.chunk_shape; }
  std::vector<std::byte> take() {
    copy(0, 0);
    return std::move(out_);
  }

 private:
  // `row`: how many rows of dimension `dimension` lie before, in the chunk.
  void copy(std::size_t dimension, std::uint64_t row) {
    const std::uint64_t first = row * dataset_.chunk_shape[dimension];
    if (dimension + 1 == there_.size()) {
      const auto part = chunk_.subspan(static_cast<std::size_t>(first * dataset_.element_bytes),
                                       static_cast<std::size_t>(there_[dimension] * dataset_.element_bytes));
      out_.insert(out_.end(), part.begin(), part.end());
      return;
    }
    for (std::uint64_t i = 0; i < there_[dimension]; ++i) copy(dimension + 1, first + i);
  }

  const PackedDataset& dataset_;
  std::span<const std::byte> chunk_;
  std::vector<std::uint64_t> there_;  // the part of the chunk that is inside
  std::vector<std::byte> out_;
};

}  // namespace

std::vector<Result<PackedDataset>> find_packed_values(ByteSource& source, std::uint64_t claimed_end,
                                                      std::span<const std::uint64_t> objects) {
  std::vector<Result<PackedDataset>> found;
  auto budget = walk::Budget::of_file(source.size_bytes());
  walk::FileBytes file(source, budget, claimed_end);
  const auto superblock = walk::read_superblock(file, source.size_bytes());
  for (const std::uint64_t object : objects) {
    found.push_back(superblock ? find_one(file, object) : Result<PackedDataset>(std::unexpected(superblock.error())));
  }
  return found;
}

Result<std::vector<std::byte>> read_chunk(ByteSource& source, const PackedDataset& dataset, std::size_t index) {
  const PackedDataset::Chunk& chunk = dataset.chunks[index];
  std::vector<std::byte> stored(chunk.size_bytes);
  if (auto read = source.read_at(chunk.offset, stored); !read) return std::unexpected(read.error());
  // find_one has seen that it fits.
  const auto size = static_cast<std::size_t>(*product(dataset.chunk_shape, dataset.element_bytes));
  auto values = undo_filters(std::move(stored), dataset.filters, chunk.filter_mask, size);
  if (!values) return values;
  Crop crop(dataset, index, *values);
  return crop.is_whole() ? std::move(*values) : crop.take();
}

}  // namespace weighbridge::hdf5
