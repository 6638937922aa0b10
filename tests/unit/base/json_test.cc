#include "base/json.h"

#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "weighbridge/limits.h"

using weighbridge::ErrorCode;
using weighbridge::json::Document;
using weighbridge::json::Value;

TEST_CASE("values are reached by their names") {
  const auto document =
      Document::parse(R"({"config": {"layers": [{"name": "dense"}, {"name": "dense_1"}]}, "n": 7, "built": true})");
  REQUIRE(document);
  const Value root = document->root();
  CHECK(root.is_object());
  CHECK(root.size() == 3);
  CHECK(root["n"].integer() == 7);
  CHECK(root["built"].boolean() == true);
  const Value layers = root["config"]["layers"];
  CHECK(layers.is_array());
  CHECK(layers.size() == 2);
  std::vector<std::string> names;
  layers.each_element([&](Value layer) { names.push_back(layer["name"].string().value_or("?")); });
  CHECK(names == std::vector<std::string>{"dense", "dense_1"});
  std::vector<std::string> keys;
  root.each_member([&](std::string_view key, Value) { keys.emplace_back(key); });
  CHECK(keys == std::vector<std::string>{"config", "n", "built"});
}

TEST_CASE("what is not there is nothing, at any depth") {
  const auto document = Document::parse(R"({"a": [1, "x", null]})");
  REQUIRE(document);
  const Value missing = document->root()["no"]["such"]["thing"];
  CHECK_FALSE(missing.exists());
  CHECK_FALSE(missing.is_object());
  CHECK_FALSE(missing.is_array());
  CHECK_FALSE(missing.is_string());
  CHECK_FALSE(missing.string());
  CHECK_FALSE(missing.integer());
  CHECK_FALSE(missing.boolean());
  CHECK(missing.size() == 0);
  missing.each_element([](Value) { FAIL("there is no element"); });
  missing.each_member([](std::string_view, Value) { FAIL("there is no member"); });
  // Asking the wrong kind of value is no error either.
  CHECK_FALSE(document->root()["a"]["key"].exists());
  CHECK_FALSE(document->root().string());
}

TEST_CASE("integers keep to 64 bits and are no other numbers") {
  const auto document =
      Document::parse(R"([9223372036854775807, -9223372036854775808, 9223372036854775808, 1.0, true])");
  REQUIRE(document);
  std::vector<std::optional<std::int64_t>> integers;
  document->root().each_element([&](Value value) { integers.push_back(value.integer()); });
  CHECK(integers == std::vector<std::optional<std::int64_t>>{std::numeric_limits<std::int64_t>::max(),
                                                             std::numeric_limits<std::int64_t>::min(), std::nullopt,
                                                             std::nullopt, std::nullopt});
}

TEST_CASE("Python's NaN and Infinity are read, broken JSON is not") {
  CHECK(Document::parse(R"({"rate": NaN, "clip": -Infinity})"));
  for (const char* text : {"", "{", "{\"a\": }", "{'a': 1}", "[1,]", "nonsense", "{\"a\": \"\xFF\"}"}) {
    CAPTURE(text);
    const auto document = Document::parse(text);
    REQUIRE_FALSE(document);
    CHECK(document.error().code == ErrorCode::malformed);
  }
}

TEST_CASE("strings keep their embedded NULs and escapes") {
  const auto document = Document::parse(R"(["a\u0000b", "\ud83d\ude00"])");
  REQUIRE(document);
  std::vector<std::string> strings;
  document->root().each_element([&](Value value) { strings.push_back(value.string().value_or("")); });
  CHECK(strings == std::vector<std::string>{std::string("a\0b", 3), "\xF0\x9F\x98\x80"});
}

TEST_CASE("depth costs no stack") {
  const std::string deep = std::string(1'000'000, '[') + std::string(1'000'000, ']');
  CHECK(Document::parse(deep));
}

TEST_CASE("a text that would need far more memory than it is long is refused") {
  std::string dense = "[";
  for (int i = 0; i < 8'000'000; ++i) dense += "1,";
  dense += "1]";
  const auto document = Document::parse(dense);  // 16 MB of text, 128 MB of values
  REQUIRE_FALSE(document);
  CHECK(document.error().code == ErrorCode::limit);

  const auto too_long = Document::parse(std::string(weighbridge::limits::kMaxJsonBytes + 1, ' '));
  REQUIRE_FALSE(too_long);
  CHECK(too_long.error().code == ErrorCode::limit);
}

TEST_CASE("a document can be moved and outlives the text") {
  Document kept;
  {
    std::string text = R"({"name": "sequential"})";
    auto document = Document::parse(text);
    REQUIRE(document);
    text.assign(text.size(), 'x');
    kept = std::move(*document);
  }
  CHECK(kept.root()["name"].string() == "sequential");
  CHECK_FALSE(Document().root().exists());
}
