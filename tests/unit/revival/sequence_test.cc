#include "revival/sequence.h"

#include <catch2/catch_test_macros.hpp>
#include <string>

#include "revival/revive.h"

namespace weighbridge::revival {
namespace {

std::string dense_output(const std::string& outputs) {
  return R"({"class_name": "Functional", "config": {"name": "inside", "layers": [
    {"class_name": "InputLayer", "name": "i", "config": {"name": "i", "batch_input_shape": [null, 4]},
     "inbound_nodes": []},
    {"class_name": "Dense", "name": "d", "config": {"name": "d", "units": 3},
     "inbound_nodes": [[["i", 0, 0, {}]]]}],
    "input_layers": [["i", 0, 0]], "output_layers": )" +
         outputs + "}}";
}

// What stops Keras 3.`minor_number` from making a Sequential of the model inside and these layers.
std::string stops(int minor_number, const std::string& outputs, const std::string& behind) {
  const std::string text =
      R"({"class_name": "Sequential", "config": {"name": "s", "layers": [{"class_name": "InputLayer",
    "config": {"name": "j", "batch_input_shape": [null, 4]}}, )" +
      dense_output(outputs) + behind + "]}}";
  const auto document = json::Document::parse(text);
  REQUIRE(document);
  const auto trouble = revive(document->root(), Form::legacy, {atlas::Family::keras_3, 3, minor_number});
  return trouble ? trouble->shown() : "";
}

constexpr const char* kListed = R"([["d", 0, 0]])";
constexpr const char* kFlatten = R"(, {"class_name": "Flatten", "config": {"name": "f"}})";
constexpr const char* kPooled =
    R"(, {"class_name": "GlobalAveragePooling1D", "config": {"name": "g"}}, {"class_name": "Dense",
    "config": {"name": "head", "units": 2}})";

}  // namespace

TEST_CASE("a list of one output stops the first layer that does not bear it, in the versions that keep it") {
  for (const int minor_number : {0, 2, 4, 11, 15}) {
    CHECK(stops(minor_number, kListed, kFlatten).contains("'list' object has no attribute 'shape'"));
    CHECK(stops(minor_number, kListed, kPooled).starts_with("ValueError: Layer \"head\" expects 1 input(s), but it"));
  }
  for (const int minor_number : {3, 5, 8, 10}) CHECK(stops(minor_number, kListed, kFlatten).empty());
}

TEST_CASE("one output that is not listed, and a model with nothing behind it, are made") {
  CHECK(stops(15, R"(["d", 0, 0])", kFlatten).empty());
  CHECK(stops(15, kListed, "").empty());
  CHECK(stops(15, kListed, R"(, {"class_name": "Dropout", "config": {"name": "r", "rate": 0.5}})").empty());
}

TEST_CASE("a layer whose shape has a shape in it, in the words of its version") {
  constexpr const char* kHead = R"(, {"class_name": "Dense", "config": {"name": "head", "units": 2}})";
  CHECK(stops(12, kListed, kHead) == "ValueError: Invalid dtype: tuple");
  CHECK(stops(13, kListed, kHead).starts_with("ValueError: Cannot convert '(...)' to a shape."));
}

}  // namespace weighbridge::revival
