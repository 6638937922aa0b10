// A ByteSource over another that reads in blocks and remembers them: HDF5 asks for many small pieces, and a browser's
// Blob answers each call only after 0.65 to 0.85 ms.
#ifndef WEIGHBRIDGE_IO_BLOCK_CACHE_H_
#define WEIGHBRIDGE_IO_BLOCK_CACHE_H_

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

#include "weighbridge/byte_source.h"

namespace weighbridge::io {

// Blocks are aligned and of one size; least recently used go first. A miss right behind the last fetched run doubles
// the next run (read-ahead), up to max_run_blocks; any other miss fetches one block: structure scattered between large
// tensors costs little, dense structure is read in few large pieces. A file that fits the cache and has been asked for
// here and there many times is all structure: from then on each miss fetches the stretch of max_run_blocks around it,
// as far as it is not here yet. A small file is fetched whole: one read of it costs less than three of a block. The
// blocks that one read spans are fetched together. Reads as large as the whole cache go straight through.
class BlockCache final : public ByteSource {
 public:
  struct Options {
    std::size_t block_bytes = 16 * 1024;
    std::size_t max_blocks = 4096;    // 64 MiB
    std::size_t max_run_blocks = 64;  // 1 MiB
    std::size_t runs_after = 256;     // fetches
    std::size_t small_blocks = 256;   // 4 MiB: a smaller file is fetched whole
  };
  struct Counts {
    std::uint64_t reads = 0;    // calls of read_at
    std::uint64_t fetches = 0;  // calls of the parent's read_at
    std::uint64_t fetched_bytes = 0;
  };

  explicit BlockCache(ByteSource& parent);  // parent must outlive this
  BlockCache(ByteSource& parent, Options options);
  [[nodiscard]] std::uint64_t size_bytes() const override { return size_bytes_; }
  [[nodiscard]] Result<void> read_at(std::uint64_t offset, std::span<std::byte> out) override;
  [[nodiscard]] const Counts& counts() const { return counts_; }
  // Gives back the memory of all blocks where it is more than `most_bytes`.
  void forget_beyond(std::uint64_t most_bytes);

 private:
  struct Block {
    std::uint64_t index;
    std::span<std::byte> bytes;  // in one of the slabs
  };
  [[nodiscard]] std::size_t missing_from(std::uint64_t first, std::uint64_t last) const;
  [[nodiscard]] std::size_t blocks_of_file() const;
  [[nodiscard]] bool is_small() const;
  [[nodiscard]] bool is_all_structure() const;
  [[nodiscard]] Result<void> fetch_stretch(std::uint64_t around);
  [[nodiscard]] Result<void> fetch_run(std::uint64_t first, std::size_t needed);
  [[nodiscard]] Result<void> fetch_blocks(std::uint64_t first, std::size_t count);
  [[nodiscard]] Result<void> fetch_into(std::uint64_t offset, std::span<std::byte> out);
  [[nodiscard]] bool is_newest(std::uint64_t index) const { return !blocks_.empty() && blocks_.front().index == index; }
  [[nodiscard]] std::span<const std::byte> touch(std::uint64_t index);
  void make_room_for(std::size_t count);
  // Places of so many blocks one behind the other, which a run can be read into as it is; null: there are none.
  [[nodiscard]] std::byte* take_places(std::size_t count);
  [[nodiscard]] std::byte* take_place();
  bool add_slab();
  void keep(std::uint64_t index, std::span<std::byte> bytes);

  ByteSource& parent_;
  Options options_;
  std::uint64_t size_bytes_;
  Counts counts_;
  std::list<Block> blocks_;  // most recently used first
  std::unordered_map<std::uint64_t, std::list<Block>::iterator> by_index_;
  // Room for blocks, a run at a time: small pieces between everything else are dear to have and to give back.
  std::vector<std::unique_ptr<std::byte[]>> slabs_;
  std::size_t places_ = 0;        // in all slabs, no more than max_blocks
  std::byte* fresh_ = nullptr;    // what was not used yet of the newest slab,
  std::size_t fresh_places_ = 0;  // so many
  std::vector<std::byte*> free_;  // used before, or left over
  std::uint64_t next_sequential_ = 0;
  std::size_t run_blocks_ = 1;
};

}  // namespace weighbridge::io

#endif  // WEIGHBRIDGE_IO_BLOCK_CACHE_H_
