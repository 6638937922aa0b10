// Against values from elsewhere: the author's own example, and a checksum that HDF5 wrote.
#include "hdf5/walk/checksum.h"

#include <catch2/catch_test_macros.hpp>
#include <span>
#include <string_view>
#include <vector>

namespace weighbridge::hdf5::walk {

TEST_CASE("lookup3 gives what its author says", "[walk]") {
  const auto sum = [](std::string_view text) { return lookup3(std::as_bytes(std::span(text))); };
  CHECK(sum("") == 0xdeadbeef);
  CHECK(sum("Four score and seven years ago") == 0x17770551);  // lookup3.c, driver5
}

TEST_CASE("a checksum stands behind what it is of", "[walk]") {
  // The list of no sources of a virtual dataset: nine zeros.
  std::vector<std::byte> bytes(13);
  const unsigned sum[] = {0x0d, 0x8a, 0xe5, 0x0e};
  for (std::size_t i = 0; i < 4; ++i) bytes[9 + i] = static_cast<std::byte>(sum[i]);
  CHECK(ends_with_checksum(bytes));
  bytes[3] = std::byte{1};
  CHECK_FALSE(ends_with_checksum(bytes));
  CHECK_FALSE(ends_with_checksum(std::span(bytes).first(3)));
}

}  // namespace weighbridge::hdf5::walk
