#include "io/block_cache.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
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
  if (out.empty()) return {};
  if (offset > size_bytes_ || out.size() > size_bytes_ - offset) {
    return fail(ErrorCode::out_of_range, "a read beyond the end of the file");
  }
  if (out.size() / options_.block_bytes >= options_.max_blocks) return fetch_into(offset, out);

  const std::uint64_t last = (offset + out.size() - 1) / options_.block_bytes;
  while (!out.empty()) {
    const std::uint64_t index = offset / options_.block_bytes;
    if (!by_index_.contains(index)) {
      if (auto fetched = fetch_run(index, missing_from(index, last)); !fetched) return fetched;
    }
    const std::vector<std::byte>& block = touch(index);
    const auto begin = static_cast<std::size_t>(offset % options_.block_bytes);
    const std::size_t count = std::min(out.size(), block.size() - begin);
    std::copy_n(block.begin() + static_cast<std::ptrdiff_t>(begin), count, out.begin());
    out = out.subspan(count);
    offset += count;
  }
  return {};
}

// How many blocks from `first` on are not here, up to `last` or the next one that is.
std::size_t BlockCache::missing_from(std::uint64_t first, std::uint64_t last) const {
  std::size_t missing = 0;
  while (missing < options_.max_blocks && first + missing <= last && !by_index_.contains(first + missing)) ++missing;
  return missing;
}

bool BlockCache::is_all_structure() const {
  return counts_.fetches >= options_.runs_after && (size_bytes_ - 1) / options_.block_bytes < options_.max_blocks;
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
  // A bad place elsewhere in the stretch must not fail the read that did not ask for it: then the usual way is tried.
  if (is_all_structure() && needed <= 1 && fetch_stretch(first)) return {};
  const bool sequential = first == next_sequential_ && first != 0;
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
  std::vector<std::byte> bytes(
      static_cast<std::size_t>(std::min<std::uint64_t>(count * options_.block_bytes, size_bytes_ - begin)));
  if (auto read = fetch_into(begin, bytes); !read) return read;
  make_room_for(count);
  for (std::size_t i = 0; i < count; ++i) {
    const std::span<const std::byte> rest = std::span<const std::byte>(bytes).subspan(i * options_.block_bytes);
    const std::span<const std::byte> block = rest.first(std::min(rest.size(), options_.block_bytes));
    blocks_.push_front({first + i, std::vector<std::byte>(block.begin(), block.end())});
    by_index_[first + i] = blocks_.begin();
  }
  return {};
}

Result<void> BlockCache::fetch_into(std::uint64_t offset, std::span<std::byte> out) {
  ++counts_.fetches;
  counts_.fetched_bytes += out.size();
  return parent_.read_at(offset, out);
}

const std::vector<std::byte>& BlockCache::touch(std::uint64_t index) {
  const auto found = by_index_.find(index)->second;
  blocks_.splice(blocks_.begin(), blocks_, found);
  return found->bytes;
}

void BlockCache::make_room_for(std::size_t count) {
  while (!blocks_.empty() && blocks_.size() + count > options_.max_blocks) {
    by_index_.erase(blocks_.back().index);
    blocks_.pop_back();
  }
}

}  // namespace weighbridge::io
