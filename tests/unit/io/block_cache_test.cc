#include "io/block_cache.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <random>
#include <span>
#include <vector>

#include "io/memory_source.h"

using weighbridge::ByteSource;
using weighbridge::ErrorCode;
using weighbridge::Result;
using weighbridge::io::BlockCache;
using weighbridge::io::MemorySource;

namespace {

std::vector<std::byte> random_bytes(std::size_t count, std::mt19937& random) {
  std::vector<std::byte> bytes(count);
  for (std::byte& byte : bytes) byte = std::byte(random() & 0xFF);
  return bytes;
}

// A disk with bad places: a read that touches [bad_from, bad_to) fails.
class FaultySource final : public ByteSource {
 public:
  explicit FaultySource(std::vector<std::byte> bytes) : memory_(std::move(bytes)) {}
  std::uint64_t bad_from = 0;
  std::uint64_t bad_to = 0;
  [[nodiscard]] std::uint64_t size_bytes() const override { return memory_.size_bytes(); }
  [[nodiscard]] Result<void> read_at(std::uint64_t offset, std::span<std::byte> out) override {
    if (offset < bad_to && offset + out.size() > bad_from)
      return weighbridge::fail(ErrorCode::io, "the disk is broken");
    return memory_.read_at(offset, out);
  }

 private:
  MemorySource memory_;
};

}  // namespace

TEST_CASE("whatever is read through the cache is what the parent holds") {
  const unsigned seed = GENERATE(1u, 2u, 3u, 4u, 5u, 6u, 7u, 8u);
  CAPTURE(seed);
  std::mt19937 random(seed);
  const auto up_to = [&](std::size_t most) { return static_cast<std::size_t>(random() % (most + 1)); };
  for (int round = 0; round < 40; ++round) {
    const std::vector<std::byte> bytes = random_bytes(up_to(3000), random);
    MemorySource parent(bytes);
    const BlockCache::Options options{.block_bytes = up_to(64), .max_blocks = up_to(12), .max_run_blocks = up_to(16)};
    CAPTURE(round, bytes.size(), options.block_bytes, options.max_blocks, options.max_run_blocks);
    BlockCache cache(parent, options);
    std::size_t next = 0;
    for (int i = 0; i < 300; ++i) {
      if (random() % 50 == 0) cache.forget_beyond(up_to(100));
      if (random() % 50 == 0) {
        std::vector<ByteSource::Piece> pieces(up_to(20));
        for (auto& piece : pieces) piece = {up_to(bytes.size() + 5), up_to(100)};
        cache.expect(pieces);
      }
      const bool sequential = random() % 2 == 0;
      const std::size_t offset = sequential ? next : up_to(bytes.size() + 5);
      const std::size_t count = random() % 8 == 0 ? up_to(2000) : up_to(40);
      std::vector<std::byte> out(count);
      const bool inside = count == 0 || (offset <= bytes.size() && count <= bytes.size() - offset);
      const auto read = cache.read_at(offset, out);
      REQUIRE(read.has_value() == inside);
      if (!inside) {
        CHECK(read.error().code == ErrorCode::out_of_range);
        next = 0;
        continue;
      }
      if (count > 0) REQUIRE(std::equal(out.begin(), out.end(), bytes.begin() + static_cast<std::ptrdiff_t>(offset)));
      next = offset + count;
    }
  }
}

TEST_CASE("scattered reads cost one block a place") {
  MemorySource parent(std::vector<std::byte>(64 * 1024 * 1024));
  BlockCache cache(parent);
  std::vector<std::byte> out(100);
  for (std::uint64_t i = 0; i < 50; ++i) REQUIRE(cache.read_at((50 - i) * 1'000'000, out));
  // Some of the 50 places lie across the border of two blocks, which are fetched together.
  CHECK(cache.counts().fetches == 50);
  CHECK(cache.counts().fetched_bytes <= 55 * 16 * 1024);
  CHECK(cache.counts().fetched_bytes >= 50 * 16 * 1024);
}

TEST_CASE("a sequential walk in small steps needs few fetches") {
  constexpr std::uint64_t kBytes = 64 * 1024 * 1024;
  MemorySource parent{std::vector<std::byte>(kBytes)};
  BlockCache cache(parent);
  std::vector<std::byte> out(512);
  for (std::uint64_t at = 0; at < kBytes; at += out.size()) REQUIRE(cache.read_at(at, out));
  CHECK(cache.counts().reads == kBytes / 512);
  CHECK(cache.counts().fetches <= 16 + 9);  // 4 MiB each, after 1, 2, 4 ... 256 blocks
  CHECK(cache.counts().fetched_bytes == kBytes);
}

TEST_CASE("what is expected of a large file is read from its front to its back") {
  std::mt19937 random(7);
  constexpr std::size_t kBlock = 64;
  const auto bytes = random_bytes(kBlock * 1000, random);
  std::vector<ByteSource::Piece> pieces;
  for (std::size_t block = 0; block < 1000; block += 2) pieces.push_back({block * kBlock + 3, 20});
  std::ranges::shuffle(pieces, random);
  MemorySource parent(bytes);
  BlockCache cache(parent, {.block_bytes = kBlock, .max_blocks = 32, .max_run_blocks = 16, .structure_blocks = 32});
  const auto read_all = [&] {
    std::vector<std::byte> out(20);
    for (const auto& [offset, size] : pieces) {
      REQUIRE(cache.read_at(offset, out));
      CHECK(std::ranges::equal(out, std::span(bytes).subspan(static_cast<std::size_t>(offset), size)));
    }
    return cache.counts().fetches;
  };
  SECTION("in few pieces, and not again when it is asked for") {
    cache.expect(pieces);
    const std::uint64_t fetches = cache.counts().fetches;
    CHECK(fetches < 1000 / 16 + 10);
    CHECK(read_all() == fetches);
  }
  SECTION("where nobody said so each is a read of its own, nearly") { CHECK(read_all() > 400); }
  SECTION("more of the place than was expected is read as ever") {
    cache.expect(pieces);
    std::vector<std::byte> out(21);
    REQUIRE(cache.read_at(pieces.front().offset, out));
    CHECK(std::ranges::equal(out, std::span(bytes).subspan(static_cast<std::size_t>(pieces.front().offset), 21)));
  }
  SECTION("what lies outside is left out") {
    cache.expect({{bytes.size() - 5, 20}, {bytes.size() + 5, 20}});
    std::vector<std::byte> out(20);
    CHECK_FALSE(cache.read_at(bytes.size() - 5, out));
  }
}

TEST_CASE("a bad place among what is expected costs its own piece alone") {
  std::mt19937 random(8);
  const auto bytes = random_bytes(64 * 1000, random);
  FaultySource parent(bytes);
  parent.bad_from = 6450, parent.bad_to = 6460;
  BlockCache cache(parent, {.block_bytes = 64, .max_blocks = 32, .max_run_blocks = 16, .structure_blocks = 32});
  std::vector<ByteSource::Piece> pieces;
  for (std::size_t at = 0; at < 9000; at += 100) pieces.push_back({at, 64});
  cache.expect(pieces);
  std::vector<std::byte> out(64);
  for (const auto& [offset, size] : pieces) {
    CAPTURE(offset);
    const auto read = cache.read_at(offset, out);
    REQUIRE(read.has_value() == (offset != 6400));
    if (read) CHECK(std::ranges::equal(out, std::span(bytes).subspan(static_cast<std::size_t>(offset), size)));
  }
}

TEST_CASE("what was given back is fetched anew, and little is kept") {
  MemorySource parent(std::vector<std::byte>(1024 * 1024));
  BlockCache cache(parent);
  std::vector<std::byte> out(300'000);
  const auto fetches_of_a_read = [&] {
    const std::uint64_t before = cache.counts().fetches;
    REQUIRE(cache.read_at(5, out));
    return cache.counts().fetches - before;
  };
  CHECK(fetches_of_a_read() > 0);
  cache.forget_beyond(1024 * 1024);
  CHECK(fetches_of_a_read() == 0);
  cache.forget_beyond(200'000);
  CHECK(fetches_of_a_read() > 0);
}

TEST_CASE("reading the same places again fetches nothing") {
  MemorySource parent(std::vector<std::byte>(1024 * 1024));
  BlockCache cache(parent);
  std::vector<std::byte> out(1000);
  const auto read_all = [&] {
    for (std::uint64_t at = 0; at + out.size() < 1024 * 1024; at += 50'000) REQUIRE(cache.read_at(at, out));
  };
  read_all();
  const std::uint64_t fetches = cache.counts().fetches;
  CHECK(fetches > 0);
  read_all();
  read_all();
  CHECK(cache.counts().fetches == fetches);
}

TEST_CASE("the least recently used block goes first") {
  MemorySource parent(std::vector<std::byte>(100));
  BlockCache cache(parent, {.block_bytes = 10, .max_blocks = 2, .max_run_blocks = 1});
  std::vector<std::byte> out(1);
  REQUIRE(cache.read_at(0, out));   // block 0
  REQUIRE(cache.read_at(50, out));  // blocks 0 5
  REQUIRE(cache.read_at(1, out));   // 0 is used again
  REQUIRE(cache.read_at(90, out));  // 5 goes
  CHECK(cache.counts().fetches == 3);
  REQUIRE(cache.read_at(2, out));
  CHECK(cache.counts().fetches == 3);
  REQUIRE(cache.read_at(50, out));
  CHECK(cache.counts().fetches == 4);
}

TEST_CASE("a read as large as the cache passes through and leaves the blocks alone") {
  MemorySource parent(std::vector<std::byte>(1000));
  BlockCache cache(parent, {.block_bytes = 10, .max_blocks = 4, .max_run_blocks = 2});
  std::vector<std::byte> small(5);
  REQUIRE(cache.read_at(500, small));
  std::vector<std::byte> large(40);
  REQUIRE(cache.read_at(3, large));
  CHECK(cache.counts().fetches == 2);
  CHECK(cache.counts().fetched_bytes == 50);
  REQUIRE(cache.read_at(501, small));
  CHECK(cache.counts().fetches == 2);
}

TEST_CASE("one read over many blocks is one fetch") {
  MemorySource parent(std::vector<std::byte>(1000));
  BlockCache cache(parent, {.block_bytes = 10, .max_blocks = 50, .max_run_blocks = 2});
  std::vector<std::byte> out(200);
  REQUIRE(cache.read_at(305, out));
  CHECK(cache.counts().fetches == 1);
  CHECK(cache.counts().fetched_bytes == 210);
}

TEST_CASE("a bad place fails the reads that ask for it, and no others") {
  std::mt19937 random(11);
  const auto bytes = random_bytes(1000, random);
  FaultySource parent(bytes);
  BlockCache cache(parent, {.block_bytes = 10, .max_blocks = 50, .max_run_blocks = 16});
  parent.bad_from = 300;
  parent.bad_to = 310;
  std::vector<std::byte> out(10);
  for (std::uint64_t at = 0; at < 1000; at += 10) {  // sequential, so that read-ahead runs into it
    CAPTURE(at);
    const auto read = cache.read_at(at, out);
    REQUIRE(read.has_value() == (at != 300));
    if (read)
      CHECK(std::equal(out.begin(), out.end(), bytes.begin() + static_cast<std::ptrdiff_t>(at)));
    else
      CHECK(read.error().code == ErrorCode::io);
  }
  parent.bad_to = 0;  // the disk recovers: nothing wrong was remembered
  REQUIRE(cache.read_at(300, out));
  CHECK(std::equal(out.begin(), out.end(), bytes.begin() + 300));
}

TEST_CASE("offsets near the largest number are outside, not wrapped") {
  MemorySource parent(std::vector<std::byte>(100));
  BlockCache cache(parent);
  std::vector<std::byte> out(10);
  constexpr std::uint64_t kHuge = std::numeric_limits<std::uint64_t>::max();
  CHECK_FALSE(cache.read_at(kHuge, out));
  CHECK_FALSE(cache.read_at(kHuge - 5, out));
  CHECK(cache.read_at(kHuge, {}));
  CHECK(cache.counts().fetches == 0);
}

TEST_CASE("a file that is all structure is read in few pieces, and no byte of it twice") {
  std::mt19937 random(20261124);
  constexpr std::size_t kBlock = 64;
  constexpr std::size_t kBlocks = 4096;
  std::vector<std::byte> bytes = random_bytes(kBlock * kBlocks - 7, random);
  std::vector<std::size_t> order(kBlocks);
  for (std::size_t i = 0; i < kBlocks; ++i) order[i] = i;
  std::ranges::shuffle(order, random);
  BlockCache::Options options{.block_bytes = kBlock,
                              .max_blocks = kBlocks / 4 * 5,
                              .max_run_blocks = 64,
                              .blocks_of_fetch = 41,
                              .structure_blocks = kBlocks};
  FaultySource parent(bytes);
  SECTION("healthy") {}
  SECTION("with a bad place, only the reads that touch it fail") {
    parent.bad_from = 1000 * kBlock;
    parent.bad_to = 1001 * kBlock;
  }
  SECTION("a larger file is read block by block") { options.structure_blocks = kBlocks - 1; }
  BlockCache cache(parent, options);
  std::vector<std::byte> out(10);
  for (const std::size_t block : order) {
    const auto read = cache.read_at(block * kBlock + 5, out);
    CHECK(read.has_value() == (block * kBlock + 5 >= parent.bad_to || block * kBlock + 15 <= parent.bad_from));
    if (read) CHECK(std::ranges::equal(out, std::span(bytes).subspan(block * kBlock + 5, 10)));
  }
  if (options.structure_blocks < kBlocks) {
    CHECK(cache.counts().fetches > 2000);
  } else if (parent.bad_to == 0) {
    // At most one fetch for each gap that the first hundred left in a stretch.
    CHECK(cache.counts().fetches <= 100 + 64 + 100);
    CHECK(cache.counts().fetched_bytes <= bytes.size());
  }
}
