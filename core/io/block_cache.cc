#include "io/block_cache.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

namespace weighbridge::io {
namespace {

BlockCache::Options sensible(BlockCache::Options options) {
  options.block_bytes = std::max<std::size_t>(options.block_bytes, 1);
  options.max_blocks = std::max<std::size_t>(options.max_blocks, 1);
  options.max_run_blocks = std::clamp<std::size_t>(options.max_run_blocks, 1, options.max_blocks);
  return options;
}

}  // namespace

BlockCache::BlockCache(ByteSource& parent) : BlockCache(parent, Options{}) {}

BlockCache::BlockCache(ByteSource& parent, Options options)
    : parent_(parent), options_(sensible(options)), size_bytes_(parent.size_bytes()) {}

Result<void> BlockCache::read_at(std::uint64_t offset, std::span<std::byte> out) {
  ++counts_.reads;
  if (out.empty() || take_expected(offset, out)) return {};
  if (offset > size_bytes_ || out.size() > size_bytes_ - offset) {
    return fail(ErrorCode::out_of_range, "a read beyond the end of the file");
  }
  if (out.size() / options_.block_bytes >= options_.max_blocks) return fetch_into(offset, out);

  const std::uint64_t last = (offset + out.size() - 1) / options_.block_bytes;
  while (!out.empty()) {
    const std::uint64_t index = offset / options_.block_bytes;
    if (!is_newest(index) && !by_index_.contains(index)) {
      if (auto fetched = fetch_run(index, missing_from(index, last)); !fetched) return fetched;
    }
    const std::span<const std::byte> block = touch(index);
    const auto begin = static_cast<std::size_t>(offset % options_.block_bytes);
    const std::size_t count = std::min(out.size(), block.size() - begin);
    std::copy_n(block.begin() + static_cast<std::ptrdiff_t>(begin), count, out.begin());
    out = out.subspan(count);
    offset += count;
  }
  return {};
}

void BlockCache::forget_beyond(std::uint64_t most_bytes) {
  if (std::uint64_t{places_} * options_.block_bytes <= most_bytes) return;
  by_index_.clear();
  expected_at_.clear();
  expected_ = {};
  slabs_.clear();
  newest_ = {};
  places_ = 0;
}

void BlockCache::expect(std::vector<Piece> pieces) {
  constexpr std::uint64_t kMostBytes = 64u << 20;
  expected_at_.clear();
  expected_ = {};
  if (size_bytes_ == 0 || blocks_of_file() <= options_.max_blocks) return;
  // One that is not in the file is tried again by whoever expects it.
  std::erase_if(pieces, [this](const Piece& piece) {
    return piece.offset > size_bytes_ || piece.size_bytes > size_bytes_ - piece.offset;
  });
  std::uint64_t bytes = 0;
  for (const Piece& piece : pieces) bytes += piece.size_bytes;
  if (bytes > kMostBytes) return;
  std::ranges::sort(pieces, {}, &Piece::offset);
  std::vector<std::byte> room(static_cast<std::size_t>(bytes));
  PiecesAt at;
  std::span<std::byte> left = room;
  for (std::span<const Piece> rest = pieces; !rest.empty();) {
    const auto run = rest.first(pieces_of_one_fetch(rest));
    const auto out = left.first(std::transform_reduce(run.begin(), run.end(), std::size_t{0}, std::plus{},
                                                      [](const Piece& piece) { return piece.size_bytes; }));
    read_pieces(run, out, at);
    rest = rest.subspan(run.size());
    left = left.subspan(out.size());
  }
  expected_ = std::move(room);
  expected_at_ = std::move(at);
  run_ = {};
}

// How many of the first pieces cost less in one fetch, with what lies between them, than in several.
std::size_t BlockCache::pieces_of_one_fetch(std::span<const Piece> pieces) const {
  const std::uint64_t begin = pieces.front().offset;
  std::uint64_t end = begin + pieces.front().size_bytes;
  std::size_t count = 1;
  for (const Piece& piece : pieces.subspan(1)) {
    const std::uint64_t further = std::max(end, piece.offset + piece.size_bytes);
    if (piece.offset > end + options_.blocks_of_fetch * options_.block_bytes) break;
    if (further - begin > options_.max_run_blocks * options_.block_bytes) break;
    end = further;
    ++count;
  }
  return count;
}

// One behind the other into `out`. What can't be read is not put into `at`.
void BlockCache::read_pieces(std::span<const Piece> pieces, std::span<std::byte> out, PiecesAt& at) {
  const std::uint64_t begin = pieces.front().offset;
  std::uint64_t end = begin;
  for (const Piece& piece : pieces) end = std::max(end, piece.offset + piece.size_bytes);
  const auto size = static_cast<std::size_t>(end - begin);
  std::span<const std::byte> there = parent_.in_place(begin, size);
  if (there.empty() && pieces.size() > 1) {
    run_.resize(size);
    if (fetch_into(begin, run_)) there = run_;
  }
  for (const Piece& piece : pieces) {
    const std::span<std::byte> place = out.first(piece.size_bytes);
    out = out.subspan(piece.size_bytes);
    if (!there.empty())
      std::ranges::copy(there.subspan(static_cast<std::size_t>(piece.offset - begin), place.size()), place.begin());
    else if (!read_at(piece.offset, place))
      continue;
    at[piece.offset] = place;
  }
}

bool BlockCache::take_expected(std::uint64_t offset, std::span<std::byte> out) const {
  if (expected_at_.empty()) return false;
  const auto found = expected_at_.find(offset);
  if (found == expected_at_.end() || found->second.size() < out.size()) return false;
  std::ranges::copy(found->second.first(out.size()), out.begin());
  return true;
}

// How many blocks from `first` on are not here, up to `last` or the next one that is.
std::size_t BlockCache::missing_from(std::uint64_t first, std::uint64_t last) const {
  std::size_t missing = 0;
  while (missing < options_.max_blocks && first + missing <= last && !by_index_.contains(first + missing)) ++missing;
  return missing;
}

std::size_t BlockCache::blocks_of_file() const {
  return static_cast<std::size_t>((size_bytes_ - 1) / options_.block_bytes + 1);
}

bool BlockCache::is_small() const { return blocks_of_file() <= std::min(options_.small_blocks, options_.max_blocks); }

bool BlockCache::is_all_structure() const {
  return counts_.fetches * options_.blocks_of_fetch >= blocks_of_file() &&
         blocks_of_file() <= options_.structure_blocks;
}

// The blocks around `around` that are not here, within its aligned stretch.
Result<void> BlockCache::fetch_stretch(std::uint64_t around) {
  std::uint64_t first = around;
  while (first % options_.max_run_blocks != 0 && !by_index_.contains(first - 1)) --first;
  const std::uint64_t last_of_file = (size_bytes_ - 1) / options_.block_bytes;
  const std::uint64_t last_of_stretch = around - around % options_.max_run_blocks + options_.max_run_blocks - 1;
  return fetch_blocks(first, missing_from(first, std::min(last_of_file, last_of_stretch)));
}

// Fetches at least the `needed` blocks from `first` on, and more when reading is sequential.
Result<void> BlockCache::fetch_run(std::uint64_t first, std::size_t needed) {
  if (by_index_.empty() && is_small() && fetch_blocks(0, blocks_of_file())) return {};
  // A bad place elsewhere in the stretch must not fail the read that did not ask for it: then the usual way is tried.
  if (is_all_structure() && needed <= 1 && fetch_stretch(first)) return {};
  const bool sequential = first >= next_sequential_ && first - next_sequential_ <= 1 && first != 0;
  run_blocks_ = sequential ? std::min(run_blocks_ * 2, options_.max_run_blocks) : 1;
  std::size_t count = needed;
  if (run_blocks_ > needed) {
    const std::uint64_t last_of_file = (size_bytes_ - 1) / options_.block_bytes;
    count = std::max(needed, missing_from(first, std::min(last_of_file, first + run_blocks_ - 1)));
  }
  auto fetched = fetch_blocks(first, count);
  // A bad place in what was only read ahead must not fail the read that did not ask for it.
  if (!fetched && count > needed) fetched = fetch_blocks(first, count = needed);
  if (fetched) next_sequential_ = first + count;
  return fetched;
}

Result<void> BlockCache::fetch_blocks(std::uint64_t first, std::size_t count) {
  const std::uint64_t begin = first * options_.block_bytes;
  const auto size =
      static_cast<std::size_t>(std::min<std::uint64_t>(count * options_.block_bytes, size_bytes_ - begin));
  if (find_in_place(first, count, size)) return {};
  Slab& slab = slab_for(count);
  const std::span<std::byte> run(slab.bytes.get() + slab.indexes.size() * options_.block_bytes, size);
  if (auto read = fetch_into(begin, run); !read) return read;
  keep(first, count, run, &slab);
  for (std::size_t i = 0; i < count; ++i) slab.indexes.push_back(first + i);
  slab.last_used = ++clock_;
  return {};
}

bool BlockCache::find_in_place(std::uint64_t first, std::size_t count, std::size_t size) {
  const std::span<const std::byte> there = parent_.in_place(first * options_.block_bytes, size);
  if (there.empty()) return false;
  ++counts_.fetches;
  keep(first, count, there, nullptr);
  return true;
}

void BlockCache::keep(std::uint64_t first, std::size_t count, std::span<const std::byte> run, Slab* slab) {
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t at = i * options_.block_bytes;
    by_index_[first + i] = {first + i, run.subspan(at, std::min(run.size() - at, options_.block_bytes)), slab};
  }
}

BlockCache::Slab& BlockCache::slab_for(std::size_t count) {
  const auto has_room = [count](const Slab& slab) { return slab.room() >= count; };
  if (const auto found = std::ranges::find_if(slabs_, has_room); found != slabs_.end()) return *found;
  const std::size_t places = std::max(count, std::min(options_.max_run_blocks, blocks_of_file()));
  while (!slabs_.empty() && places_ + places > options_.max_blocks) {
    const auto oldest = std::ranges::min_element(slabs_, {}, &Slab::last_used);
    empty(*oldest);
    if (oldest->places >= count) return *oldest;
    places_ -= oldest->places;
    slabs_.erase(oldest);
  }
  places_ += places;
  return slabs_.emplace_back(std::make_unique_for_overwrite<std::byte[]>(places * options_.block_bytes), places);
}

void BlockCache::empty(Slab& slab) {
  for (const std::uint64_t index : slab.indexes) by_index_.erase(index);
  slab.indexes.clear();
  if (newest_.slab == &slab) newest_ = {};
}

Result<void> BlockCache::fetch_into(std::uint64_t offset, std::span<std::byte> out) {
  ++counts_.fetches;
  counts_.fetched_bytes += out.size();
  return parent_.read_at(offset, out);
}

std::span<const std::byte> BlockCache::touch(std::uint64_t index) {
  if (is_newest(index)) return newest_.bytes;
  newest_ = by_index_.find(index)->second;
  if (newest_.slab != nullptr) newest_.slab->last_used = ++clock_;
  return newest_.bytes;
}

}  // namespace weighbridge::io
