#include <catch2/catch_test_macros.hpp>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "io/memory_source.h"
#include "io/sub_source.h"

using weighbridge::ErrorCode;
using weighbridge::io::MemorySource;
using weighbridge::io::SubSource;

namespace {

std::vector<std::byte> counting(std::size_t count) {
  std::vector<std::byte> bytes(count);
  for (std::size_t i = 0; i < count; ++i) bytes[i] = std::byte(i);
  return bytes;
}

constexpr std::uint64_t kHuge = std::numeric_limits<std::uint64_t>::max();

}  // namespace

TEST_CASE("memory is read exactly, and never beyond its end") {
  MemorySource source(counting(10));
  CHECK(source.size_bytes() == 10);
  std::vector<std::byte> out(4);
  REQUIRE(source.read_at(6, out));
  CHECK(out == std::vector<std::byte>{std::byte{6}, std::byte{7}, std::byte{8}, std::byte{9}});
  for (const std::uint64_t offset : {std::uint64_t{7}, std::uint64_t{10}, std::uint64_t{11}, kHuge, kHuge - 3}) {
    CAPTURE(offset);
    const auto read = source.read_at(offset, out);
    REQUIRE_FALSE(read);
    CHECK(read.error().code == ErrorCode::out_of_range);
  }
  CHECK(source.read_at(kHuge, {}));
}

TEST_CASE("a window shows its part of the parent and nothing else") {
  MemorySource parent(counting(10));
  SubSource window(parent, 3, 4);
  CHECK(window.size_bytes() == 4);
  std::vector<std::byte> out(2);
  REQUIRE(window.read_at(2, out));
  CHECK(out == std::vector<std::byte>{std::byte{5}, std::byte{6}});
  CHECK_FALSE(window.read_at(3, out));
  CHECK_FALSE(window.read_at(kHuge, out));
  CHECK_FALSE(window.read_at(kHuge - 1, out));
  CHECK(window.read_at(4, {}));
}

TEST_CASE("a window is cut at its parent's end") {
  MemorySource parent(counting(10));
  CHECK(SubSource(parent, 8, 100).size_bytes() == 2);
  CHECK(SubSource(parent, 10, 1).size_bytes() == 0);
  CHECK(SubSource(parent, 11, 1).size_bytes() == 0);
  CHECK(SubSource(parent, kHuge, kHuge).size_bytes() == 0);
  CHECK(SubSource(parent, 1, kHuge).size_bytes() == 9);
  SubSource outer(parent, 2, 6);
  SubSource inner(outer, 5, 6);
  CHECK(inner.size_bytes() == 1);
  std::vector<std::byte> out(1);
  REQUIRE(inner.read_at(0, out));
  CHECK(out[0] == std::byte{7});
}
