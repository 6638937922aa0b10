#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "base/text.h"
#include "weighbridge/finding.h"

using weighbridge::Evidence;
namespace evidence = weighbridge::evidence;

namespace {

std::vector<std::string> field_names(const Evidence& piece) {
  std::vector<std::string> names;
  for (const auto& [name, value] : piece.fields) names.push_back(name);
  return names;
}

std::string text_of(const Evidence& piece, std::size_t field) {
  return std::get<std::string>(piece.fields.at(field).second);
}

}  // namespace

TEST_CASE("each kind of evidence has its fields, in the order in which they are shown") {
  using Names = std::vector<std::string>;
  CHECK(evidence::at("layers/dense", "a group").kind == "at");
  CHECK(field_names(evidence::at("layers/dense", "a group")) == Names{"path", "what"});
  CHECK(evidence::absent("layers/dense/vars/0", "a dataset").kind == "absent");
  CHECK(field_names(evidence::absent("p", "w")) == Names{"path", "what"});
  CHECK(field_names(evidence::attribute("", "keras_version", "2.3.1")) == Names{"path", "name", "value"});
  CHECK(field_names(evidence::bytes(20, "01", "never closed")) == Names{"offset", "hex", "what"});
  CHECK(field_names(evidence::measurement("size", 96, "bytes")) == Names{"what", "value", "unit"});
  CHECK(field_names(evidence::excerpt("first line", "<html>")) == Names{"what", "text"});
  CHECK(field_names(evidence::pair("size", "2048", "96")) == Names{"what", "expected", "found"});
  CHECK(field_names(evidence::list("layers", {"a", "b"})) == Names{"what", "items"});
  CHECK(std::get<std::uint64_t>(evidence::bytes(20, "01", "x").fields.at(0).second) == 20);
  CHECK(std::get<double>(evidence::measurement("size", 96, "bytes").fields.at(1).second) == 96);
}

TEST_CASE("evidence from a hostile file is valid UTF-8 and bounded") {
  CHECK(text_of(evidence::at("layers/\xFF", "w"), 0) == "layers/\xEF\xBF\xBD");
  CHECK(std::get<std::vector<std::string>>(evidence::list("w", {"\x80"}).fields.at(1).second) ==
        std::vector<std::string>{"\xEF\xBF\xBD"});
  const std::string excerpt = text_of(evidence::excerpt("w", std::string(1000, '\xFF')), 1);
  CHECK(excerpt.size() <= 200);
  CHECK(weighbridge::text::is_valid_utf8(excerpt));
}
