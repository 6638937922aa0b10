#include "hdf5/packed_values.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>
#include <numeric>
#include <string>
#include <utility>

#include "hdf5/chunk_list.h"
#include "hdf5/dataset.h"
#include "hdf5/file.h"
#include "hdf5/handle.h"
#include "weighbridge/limits.h"

namespace weighbridge::hdf5 {
namespace {

constexpr std::size_t kMaxParameters = 16;  // of a filter; those that are undone here have at most three

std::unexpected<Error> damaged(const char* what) { return fail(ErrorCode::malformed, what); }

// None where it does not fit.
std::optional<std::uint64_t> product(std::span<const std::uint64_t> factors, std::uint64_t result) {
  for (const std::uint64_t factor : factors) {
    if (factor != 0 && result > std::numeric_limits<std::uint64_t>::max() / factor) return std::nullopt;
    result *= factor;
  }
  return result;
}

Result<ObjectHandle> open_dataset(const File& file, std::uint64_t object_address) {
  H5O_token_t token{};
  static_assert(sizeof token.__data >= sizeof object_address);
  // As in H5VL_native_addr_to_token: little-endian, the rest zeros.
  std::memcpy(&token.__data, &object_address, sizeof object_address);
  auto dataset = own<ObjectHandle>(H5Oopen_by_token(file.id(), token));
  if (dataset && H5Iget_type(dataset->id()) != H5I_DATASET) return damaged("it is no dataset any more");
  return dataset;
}

Result<void> read_filters(hid_t creation, PackedDataset& out) {
  const int count = H5Pget_nfilters(creation);
  if (count < 0) return std::unexpected(last_error());
  for (int i = 0; i < count; ++i) {
    unsigned flags = 0;
    std::array<unsigned, kMaxParameters> parameters{};
    std::size_t size = parameters.size();
    const H5Z_filter_t id =
        H5Pget_filter2(creation, static_cast<unsigned>(i), &flags, &size, parameters.data(), 0, nullptr, nullptr);
    if (id < 0) return std::unexpected(last_error());
    if (!is_known_filter(id))
      return fail(ErrorCode::unsupported, "it is packed with " + filter_name(id) + ", which is not read here");
    out.filters.push_back(
        {id,
         {parameters.begin(), parameters.begin() + static_cast<std::ptrdiff_t>(std::min(size, parameters.size()))}});
  }
  return {};
}

Result<void> read_compact(hid_t dataset, hid_t type, PackedDataset& out) {
  const std::uint64_t size = H5Dget_storage_size(dataset);  // at most 64 KiB, as its message in the object header
  if (product(out.shape, out.element_bytes) != size || size > limits::kMaxAttributeBytes)
    return damaged("its values have the wrong size");
  out.values.resize(static_cast<std::size_t>(size));
  // The file's own type as memory type: nothing is converted.
  return check(H5Dread(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, out.values.data()));
}

Result<void> read_chunk_shape(hid_t creation, PackedDataset& out) {
  std::array<hsize_t, limits::kMaxRank> extents{};
  const int rank = H5Pget_chunk(creation, static_cast<int>(extents.size()), extents.data());
  if (rank < 0) return std::unexpected(last_error());
  out.chunk_shape.assign(extents.begin(), extents.begin() + rank);
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

// HDF5 lists chunks in the order of the elements. Each must be the next one: then none is missing and none counts
// twice.
Result<void> list_chunks(hid_t dataset, const File& file, PackedDataset& out) {
  if (!has_simple_chunk_list(dataset))
    return fail(ErrorCode::unsupported, "the list of its chunks is of a newer kind, which is not read here");
  std::uint64_t wanted = 1;
  for (std::size_t i = 0; i < out.shape.size() && wanted <= limits::kMaxChunks; ++i)
    wanted *= std::min(chunks_along(out, i), limits::kMaxChunks + 1);
  if (wanted > limits::kMaxChunks) return fail(ErrorCode::limit, "it is cut into more than a million chunks");
  const char* problem = nullptr;
  auto visited = visit_chunks(dataset, out.shape.size(), [&](std::span<const hsize_t> place, const StoredChunk& chunk) {
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < place.size(); ++i)
      number = number * chunks_along(out, i) + place[i] / out.chunk_shape[i];
    if (number != out.chunks.size())
      problem =
          number > out.chunks.size() ? "some of its chunks were never written" : "the list of its chunks is damaged";
    else if (chunk.size_bytes > limits::kMaxChunkBytes)
      problem = "a chunk of it is larger than 256 MiB";
    else if (chunk.offset > file.source().size_bytes() || file.source().size_bytes() - chunk.offset < chunk.size_bytes)
      problem = "a chunk of it lies behind the end of the file";
    if (problem == nullptr)
      out.chunks.push_back({chunk.offset, static_cast<std::uint32_t>(chunk.size_bytes), chunk.filter_mask});
    return problem == nullptr && out.chunks.size() < wanted;
  });
  if (!visited) return visited;
  if (problem != nullptr) return damaged(problem);
  return out.chunks.size() == wanted ? Result<void>() : damaged("some of its chunks were never written");
}

Result<PackedDataset> find_one(const File& file, std::uint64_t object_address) {
  PackedDataset out;
  auto dataset = open_dataset(file, object_address);
  if (!dataset) return std::unexpected(dataset.error());
  const TypeHandle type(H5Dget_type(dataset->id()));
  const SpaceHandle space(H5Dget_space(dataset->id()));
  const PropertiesHandle creation(H5Dget_create_plist(dataset->id()));
  if (type.id() < 0 || space.id() < 0 || creation.id() < 0) return std::unexpected(last_error());
  out.element_bytes = H5Tget_size(type.id());
  auto extent = read_extent(space.id());
  if (!extent) return std::unexpected(extent.error());
  out.shape = std::move(extent->shape);
  const H5D_layout_t layout = H5Pget_layout(creation.id());
  Result<void> done = read_filters(creation.id(), out);
  if (done && layout == H5D_COMPACT)
    done = read_compact(dataset->id(), type.id(), out);
  else if (done && layout == H5D_CHUNKED)
    done = read_chunk_shape(creation.id(), out);
  else if (done)
    done = damaged("its values are neither in chunks nor compact");
  if (done && layout == H5D_CHUNKED) done = list_chunks(dataset->id(), file, out);
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
  auto file = File::open(source, claimed_end);
  for (const std::uint64_t object : objects) {
    found.push_back(file ? find_one(*file, object) : Result<PackedDataset>(std::unexpected(file.error())));
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
