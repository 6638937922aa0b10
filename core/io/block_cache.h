// A ByteSource over another that reads in blocks and remembers them, or where they stand: HDF5 asks for many small
// pieces, and a browser's Blob answers each call only after 0.65 to 0.85 ms.
#ifndef WEIGHBRIDGE_IO_BLOCK_CACHE_H_
#define WEIGHBRIDGE_IO_BLOCK_CACHE_H_

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

#include "base/address_hash.h"
#include "weighbridge/byte_source.h"

namespace weighbridge::io {

// Blocks are aligned and of one size. They stand in slabs of at least max_run_blocks; the slab that was used least
// lately is emptied and filled anew. A miss right behind the last fetched run, or a block further, doubles the next run
// (read-ahead), up to max_run_blocks; any other miss fetches one block: structure scattered between large tensors costs
// little, dense structure is read in few large pieces. A file of at most structure_blocks that has been asked for here
// and there so often that all of it could have been fetched in runs meanwhile is all structure: from then on each miss
// fetches the stretch of max_run_blocks around it, as far as it is not here yet. A small file is fetched whole: one
// read of it costs less than three of a block. The blocks that one read spans are fetched together. Reads as large as
// the whole cache go straight through.
class BlockCache final : public ByteSource {
 public:
  struct Options {
    std::size_t block_bytes = 16 * 1024;
    std::size_t max_blocks = 5120;        // 80 MiB: slabs have gaps
    std::size_t max_run_blocks = 256;     // 4 MiB
    std::size_t blocks_of_fetch = 64;     // more in a run take as long as a fetch of one: about a millisecond of a Blob
    std::size_t structure_blocks = 4096;  // 64 MiB
    std::size_t small_blocks = 256;       // 4 MiB: a smaller file is fetched whole
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
  // Of a file that is larger than the cache the pieces are read from front to back, those that lie close together in
  // one fetch, and kept until others are expected.
  void expect(std::vector<Piece> pieces) override;
  [[nodiscard]] const Counts& counts() const { return counts_; }
  // Gives back the memory of all blocks where it is more than `most_bytes`.
  void forget_beyond(std::uint64_t most_bytes);

 private:
  struct Slab {
    std::unique_ptr<std::byte[]> bytes;
    std::size_t places = 0;              // of one block each
    std::vector<std::uint64_t> indexes;  // of the blocks that stand in the first places
    std::uint64_t last_used = 0;         // by clock_
    [[nodiscard]] std::size_t room() const { return places - indexes.size(); }
  };
  struct Block {
    std::uint64_t index = 0;
    std::span<const std::byte> bytes;  // none: there is no such block
    Slab* slab = nullptr;              // null: the bytes stand where the parent has them
  };
  [[nodiscard]] std::size_t missing_from(std::uint64_t first, std::uint64_t last) const;
  [[nodiscard]] std::size_t blocks_of_file() const;
  [[nodiscard]] bool is_small() const;
  [[nodiscard]] bool is_all_structure() const;
  [[nodiscard]] Result<void> fetch_stretch(std::uint64_t around);
  [[nodiscard]] Result<void> fetch_run(std::uint64_t first, std::size_t needed);
  [[nodiscard]] Result<void> fetch_blocks(std::uint64_t first, std::size_t count);
  using PiecesAt = std::unordered_map<std::uint64_t, std::span<const std::byte>, AddressHash>;  // by their offsets
  [[nodiscard]] std::size_t pieces_of_one_fetch(std::span<const Piece> pieces) const;
  void read_pieces(std::span<const Piece> pieces, std::span<std::byte> out, PiecesAt& at);
  [[nodiscard]] bool take_expected(std::uint64_t offset, std::span<std::byte> out) const;
  [[nodiscard]] bool find_in_place(std::uint64_t first, std::size_t count, std::size_t size);
  void keep(std::uint64_t first, std::size_t count, std::span<const std::byte> run, Slab* slab);
  [[nodiscard]] Result<void> fetch_into(std::uint64_t offset, std::span<std::byte> out);
  [[nodiscard]] bool is_newest(std::uint64_t index) const { return !newest_.bytes.empty() && newest_.index == index; }
  [[nodiscard]] std::span<const std::byte> touch(std::uint64_t index);
  // One with places for so many blocks one behind the other.
  [[nodiscard]] Slab& slab_for(std::size_t count);
  void empty(Slab& slab);

  ByteSource& parent_;
  Options options_;
  std::uint64_t size_bytes_;
  Counts counts_;
  std::list<Slab> slabs_;
  std::size_t places_ = 0;  // in all of them, no more than max_blocks
  std::unordered_map<std::uint64_t, Block, AddressHash> by_index_;
  std::vector<std::byte> expected_;  // pieces, one behind the other
  PiecesAt expected_at_;
  std::vector<std::byte> run_;  // several of them, and what lies between, on their way there
  Block newest_;                // the one that was read from last
  std::uint64_t clock_ = 0;
  std::uint64_t next_sequential_ = 0;
  std::size_t run_blocks_ = 1;
};

}  // namespace weighbridge::io

#endif  // WEIGHBRIDGE_IO_BLOCK_CACHE_H_
