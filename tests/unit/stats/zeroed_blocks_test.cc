#include "stats/zeroed_blocks.h"

#include <catch2/catch_test_macros.hpp>
#include <cstring>
#include <random>

#include "stats/tensor_accumulator.h"

namespace weighbridge::stats {
namespace {

constexpr std::size_t kBlockFloats = ZeroedBlocks::kBlockBytes / 4;

std::vector<float> normal(std::size_t count) {
  std::mt19937 random(5);
  std::normal_distribution<float> draw(0, 0.05F);
  std::vector<float> values(count);
  for (float& value : values) value = draw(random);
  return values;
}

// What is found in a tensor whose first byte stands at `begin` of the file.
std::vector<ZeroedStretch> look(const std::vector<float>& values, std::uint64_t begin, std::uint64_t columns,
                                std::size_t piece = 1U << 20, std::string dtype = "float32") {
  static Tensor tensor;
  tensor = {};
  tensor.dtype = std::move(dtype);
  tensor.shape = {values.size() / columns, columns};
  TensorAccumulator accumulator({ElementKind::float32, false});
  ZeroedBlocks blocks(tensor, 4, begin);
  for (auto rest = std::as_bytes(std::span(values)); !rest.empty();) {
    const auto part = rest.first(std::min(piece, rest.size()));
    accumulator.feed(part);
    blocks.feed(part);
    rest = rest.subspan(part.size());
  }
  tensor.stats = accumulator.finish();
  return blocks.likely_lost();
}

void lose(std::vector<float>& values, std::uint64_t begin, std::uint64_t from, std::uint64_t to) {
  std::memset(reinterpret_cast<char*>(values.data()) + (from - begin), 0, to - from);
}

}  // namespace

TEST_CASE("lost blocks of the file are found where they are, however the bytes come") {
  const std::uint64_t begin = 2'088;
  for (const std::size_t piece :
       {std::size_t{1}, std::size_t{3}, std::size_t{4'096}, std::size_t{10'000}, std::size_t{1} << 20}) {
    auto values = normal(300 * 100);
    lose(values, begin, 8'192, 12'288);
    lose(values, begin, 40'960, 57'344);
    const auto found = look(values, begin, 100, piece);
    INFO("pieces of " << piece);
    REQUIRE(found.size() == 2);
    CHECK(found[0].begin == 8'192);
    CHECK(found[0].end == 12'288);
    CHECK(found[1].begin == 40'960);
    CHECK(found[1].end == 57'344);
  }
}

TEST_CASE("zeros that are the model's own are left alone") {
  const std::uint64_t begin = 2'048;
  SECTION("none") { CHECK(look(normal(30'000), begin, 100).empty()); }
  SECTION("a run that does not keep to the blocks") {
    auto values = normal(30'000);
    lose(values, begin, 8'188, 16'384);  // one value more in front
    CHECK(look(values, begin, 100).empty());
    values = normal(30'000);
    lose(values, begin, 8'192, 12'292);  // one value more behind
    CHECK(look(values, begin, 100).empty());
    values = normal(30'000);
    lose(values, begin, 8'196, 12'284);  // less than a block
    CHECK(look(values, begin, 100).empty());
  }
  SECTION("but whole rows are left to the rule, which sees all tensors") {
    auto values = normal(64 * kBlockFloats);
    lose(values, 4'096, 8'192, 12'288);
    CHECK(look(values, 4'096, kBlockFloats).size() == 1);
  }
  SECTION("at the beginning and at the end of the tensor") {
    auto values = normal(30'000);
    lose(values, begin, begin, 12'288);
    lose(values, begin, 114'688, begin + 120'000);
    CHECK(look(values, begin, 100).empty());
  }
  SECTION("an identity matrix") {
    // Between two ones stand 1,024 zeros, just a block, and each begins 4 bytes further on: one of them begins with a
    // block.
    std::vector<float> identity(kBlockFloats * kBlockFloats);
    for (std::size_t i = 0; i < kBlockFloats; ++i) identity[i * kBlockFloats + i] = 1;
    CHECK(look(identity, begin, kBlockFloats).empty());
  }
  SECTION("a pruned kernel") {
    auto values = normal(30'000);
    lose(values, begin, 8'192, 12'288);
    for (std::size_t i = 5'000; i < values.size(); i += 500) values[i] = 0;  // 0.2 % besides
    CHECK(look(values, begin, 100).empty());
  }
  SECTION("integers") {
    auto values = normal(30'000);
    lose(values, begin, 8'192, 12'288);
    CHECK(look(values, begin, 100).size() == 1);
    CHECK(look(values, begin, 100, 1U << 20, "int32").empty());
    CHECK(look(values, begin, 1).size() == 1);  // rows of one number, too, are weighed by the rule
  }
}

}  // namespace weighbridge::stats
