#include "hdf5/filters.h"

#include <zlib.h>

#include <catch2/catch_test_macros.hpp>
#include <cstring>
#include <string>

#include "hdf5/lzf.h"
#include "image.h"

using namespace weighbridge;
using namespace weighbridge::hdf5;
using tests::Bytes;

namespace {

Bytes from_text(std::string_view text) {
  Bytes bytes(text.size());
  std::memcpy(bytes.data(), text.data(), text.size());
  return bytes;
}

Bytes from_hex(std::string_view hex) {
  Bytes bytes;
  for (std::size_t i = 0; i < hex.size(); i += 2)
    bytes.push_back(static_cast<std::byte>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16)));
  return bytes;
}

Bytes deflated(const Bytes& bytes) {
  Bytes out(compressBound(bytes.size()));
  uLongf size = out.size();
  REQUIRE(compress(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(bytes.data()),
                   bytes.size()) == Z_OK);
  out.resize(size);
  return out;
}

std::string problem_of(const Result<Bytes>& result) { return result ? "" : result.error().message; }

const std::vector<Filter> kDeflate = {{kDeflateFilter, {4}}};

}  // namespace

TEST_CASE("a deflated chunk must have just the size that it should have", "[filters]") {
  const Bytes zeros(1000);
  CHECK(undo_filters(deflated(zeros), kDeflate, 0, 1000) == zeros);
  CHECK(problem_of(undo_filters(deflated(zeros), kDeflate, 0, 1001)) == "a chunk of it has the wrong size");
  CHECK(problem_of(undo_filters(deflated(zeros), kDeflate, 0, 998)) == "a chunk of it has the wrong size");
  CHECK(problem_of(undo_filters(deflated(zeros), kDeflate, 0, 100)) ==
        "a chunk of it is larger than it should be when decompressed");
  CHECK(!undo_filters(from_text("no zlib stream"), kDeflate, 0, 1000));
  CHECK(!undo_filters({}, kDeflate, 0, 1000));
  Bytes cut = deflated(zeros);
  cut.resize(cut.size() / 2);
  CHECK(!undo_filters(cut, kDeflate, 0, 1000));
}

TEST_CASE("a filter whose bit is set in the mask was left out", "[filters]") {
  const Bytes plain = from_text("plain");
  CHECK(undo_filters(plain, kDeflate, 1, 5) == plain);
  CHECK(!undo_filters(plain, kDeflate, 2, 5));
}

TEST_CASE("shuffled bytes go back to their elements, the rest behind the last one stays", "[filters]") {
  const std::vector<Filter> shuffle = {{kShuffleFilter, {4}}};
  CHECK(undo_filters(from_text("adgbehcfi!"), {{{kShuffleFilter, {3}}}}, 0, 10) == from_text("abcdefghi!"));
  CHECK(undo_filters(from_text("abcd"), shuffle, 0, 4) == from_text("abcd"));  // one element: HDF5 leaves it
  CHECK(undo_filters(from_text("abc"), {{{kShuffleFilter, {1}}}}, 0, 3) == from_text("abc"));
  CHECK(undo_filters(from_text("abc"), {{{kShuffleFilter, {}}}}, 0, 3) == from_text("abc"));
}

// The classic examples of Fletcher-32: words of two bytes, here the first byte the upper one as HDF5 has it: "abcde"
// gives sums 0x6162 + 0x6364 + 0x6500 = 0x129c6 -> 0x29c7 and 0x6162 + 0xc4c6 + 0x129c6 = 0x24fee -> 0x4ff0.
TEST_CASE("Fletcher's checksum is compared and taken off", "[filters]") {
  const std::vector<Filter> fletcher = {{kFletcher32Filter, {}}};
  CHECK(undo_filters(from_text("abcde\xc7\x29\xf0\x4f"), fletcher, 0, 5) == from_text("abcde"));
  CHECK(undo_filters(from_text("abcde\x29\xc7\x4f\xf0"), fletcher, 0, 5) == from_text("abcde"));  // HDF5 before 1.6.3
  CHECK(problem_of(undo_filters(from_text("abcdf\xc7\x29\xf0\x4f"), fletcher, 0, 5)) ==
        "a chunk of it does not match its checksum");
  CHECK(problem_of(undo_filters(from_text("abc"), fletcher, 0, 3)) == "a chunk of it is cut short");
}

TEST_CASE("filters that are not read here are named", "[filters]") {
  CHECK(problem_of(undo_filters(from_text("x"), {{{32001, {}}}}, 0, 1)) ==
        "it is packed with filter 32001, which is not read here");
  CHECK(problem_of(undo_filters(from_text("x"), {{{6, {}}}}, 0, 1)) ==
        "it is packed with scaleoffset, which is not read here");
  CHECK(is_known_filter(kLzfFilter));
  CHECK_FALSE(is_known_filter(4));
}

// As h5py 3.16 stores 300 bytes i / 7 % 5, 400 zeros and a sentence with compression="lzf".
TEST_CASE("LZF is unpacked as h5py packs it", "[filters]") {
  const Bytes packed = from_hex(
      "01000060000001800000028000000380000004800060200000e0fa222104e0ff00e07c000c57656967686272696467652077400b00738006"
      "017473");
  Bytes values;
  for (int i = 0; i < 300; ++i) values.push_back(static_cast<std::byte>(i / 7 % 5));
  values.resize(700);
  const Bytes text = from_text("Weighbridge weighs weights");
  values.insert(values.end(), text.begin(), text.end());
  CHECK(decompress_lzf(packed, values.size()) == values);
  CHECK(!decompress_lzf(packed, values.size() - 1));
  // Wherever it is cut, it ends with fewer values or an error, and never reads on.
  for (std::size_t size = 0; size < packed.size(); ++size) {
    const auto cut = decompress_lzf(std::span(packed).first(size), values.size());
    CHECK((!cut || cut->size() < values.size()));
  }
  CHECK(!decompress_lzf(from_hex("2000"), 100));  // a copy of what is not there yet
}
