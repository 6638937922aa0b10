#include "hdf5/filters.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/little_endian.h"
#include "hdf5/lzf.h"
#include "io/inflate.h"

namespace weighbridge::hdf5 {
namespace {

using Bytes = std::vector<std::byte>;

constexpr std::size_t kChecksumBytes = 4;

Error broken(const char* what) { return {ErrorCode::malformed, what}; }

Result<Bytes> inflate_chunk(const Bytes& stored, std::size_t most_bytes) {
  Bytes out(most_bytes);
  io::Inflater inflater(io::Wrapping::zlib, out);
  const auto status = inflater.feed_whole(stored);
  if (status == io::Inflater::Status::full)
    return std::unexpected(broken("a chunk of it is larger than it should be when decompressed"));
  if (status != io::Inflater::Status::end) return std::unexpected(broken("a chunk of it can't be decompressed"));
  out.resize(inflater.written());
  return out;
}

// All first bytes of the elements, then all second ones, ...; what is left over behind the last whole element stays
// (H5Z__filter_shuffle).
Bytes unshuffle(const Bytes& shuffled, std::size_t element_bytes) {
  const std::size_t elements = element_bytes > 1 ? shuffled.size() / element_bytes : 0;
  if (elements <= 1) return shuffled;
  Bytes out(shuffled.size());
  for (std::size_t byte = 0; byte < element_bytes; ++byte) {
    const std::byte* from = shuffled.data() + byte * elements;
    for (std::size_t i = 0; i < elements; ++i) out[i * element_bytes + byte] = from[i];
  }
  std::ranges::copy(std::span(shuffled).subspan(elements * element_bytes),
                    out.begin() + static_cast<std::ptrdiff_t>(elements * element_bytes));
  return out;
}

// Fletcher's checksum over 16-bit words, the first byte of each the upper one (H5_checksum_fletcher32).
std::uint32_t fletcher32(std::span<const std::byte> bytes) {
  constexpr std::size_t kWordsWithoutOverflow = 360;
  std::uint32_t sum1 = 0;
  std::uint32_t sum2 = 0;
  const auto fold = [&] {
    sum1 = (sum1 & 0xffff) + (sum1 >> 16);
    sum2 = (sum2 & 0xffff) + (sum2 >> 16);
  };
  const auto at = [&](std::size_t i) { return i < bytes.size() ? std::to_integer<std::uint32_t>(bytes[i]) : 0; };
  for (std::size_t word = 0; word * 2 < bytes.size(); ++word) {
    sum1 += at(word * 2) << 8 | at(word * 2 + 1);
    sum2 += sum1;
    if (word % kWordsWithoutOverflow == kWordsWithoutOverflow - 1) fold();
  }
  fold();
  fold();
  return sum2 << 16 | sum1;
}

// Before 1.6.3 HDF5 stored the bytes of each half swapped on little-endian machines, and still takes such a sum
// (H5Z__filter_fletcher32).
std::uint32_t swapped_halves(std::uint32_t sum) { return (sum & 0x00ff00ff) << 8 | (sum & 0xff00ff00) >> 8; }

Result<Bytes> check_fletcher32(Bytes bytes) {
  if (bytes.size() < kChecksumBytes) return std::unexpected(broken("a chunk of it is cut short"));
  const std::size_t size = bytes.size() - kChecksumBytes;
  const auto stored = static_cast<std::uint32_t>(little_endian(bytes, size, kChecksumBytes));
  const std::uint32_t sum = fletcher32(std::span(bytes).first(size));
  if (sum != stored && swapped_halves(sum) != stored)
    return std::unexpected(broken("a chunk of it does not match its checksum"));
  bytes.resize(size);
  return bytes;
}

Result<Bytes> undo(const Filter& filter, Bytes bytes, std::size_t most_bytes) {
  switch (filter.id) {
    case kDeflateFilter:
      return inflate_chunk(bytes, most_bytes);
    case kShuffleFilter:
      return unshuffle(bytes, filter.parameters.empty() ? 1 : filter.parameters[0]);
    case kFletcher32Filter:
      return check_fletcher32(std::move(bytes));
    case kLzfFilter:
      return decompress_lzf(bytes, most_bytes);
    default:
      return fail(ErrorCode::unsupported, "it is packed with " + filter_name(filter.id) + ", which is not read here");
  }
}

constexpr std::array<std::pair<int, const char*>, 7> kNames{{{kDeflateFilter, "gzip"},
                                                             {kShuffleFilter, "shuffle"},
                                                             {kFletcher32Filter, "fletcher32"},
                                                             {kSzipFilter, "szip"},
                                                             {kNbitFilter, "nbit"},
                                                             {kScaleOffsetFilter, "scaleoffset"},
                                                             {kLzfFilter, "lzf"}}};

}  // namespace

std::string filter_name(int id) {
  const auto known = std::ranges::find(kNames, id, &std::pair<int, const char*>::first);
  return known != kNames.end() ? known->second : "filter " + std::to_string(id);
}

bool is_known_filter(int id) {
  return id == kDeflateFilter || id == kShuffleFilter || id == kFletcher32Filter || id == kLzfFilter;
}

Result<Bytes> undo_filters(Bytes stored, std::span<const Filter> filters, std::uint32_t mask, std::size_t size_bytes) {
  const std::size_t most_bytes = size_bytes + kChecksumBytes * filters.size();
  Result<Bytes> bytes = std::move(stored);
  for (std::size_t i = filters.size(); i-- > 0 && bytes;) {
    const bool left_out = i < 32 && (mask >> i & 1) != 0;
    if (!left_out) bytes = undo(filters[i], std::move(*bytes), most_bytes);
  }
  if (bytes && bytes->size() != size_bytes) return std::unexpected(broken("a chunk of it has the wrong size"));
  return bytes;
}

}  // namespace weighbridge::hdf5
