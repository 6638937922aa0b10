// Axes of a config that Keras 3.0 to 3.8 forgets: a config may be made so that following it never ends.
#include "loaders/config/forgotten_axis.h"

#include <catch2/catch_test_macros.hpp>
#include <string>

namespace weighbridge::loaders {
namespace {

std::string layer(const std::string& class_name, const std::string& name, const std::string& config,
                  const std::string& calls) {
  return R"({"class_name":")" + class_name + R"(","name":")" + name + R"(","config":{"name":")" + name + "\"" + config +
         R"(},"inbound_nodes":[)" + calls + "]}";
}

std::string model(const std::string& name, const std::string& shape, const std::string& rest, const std::string& last,
                  const std::string& calls) {
  return layer("Functional", name,
               R"(,"layers":[)" + layer("InputLayer", "i", R"(,"batch_input_shape":)" + shape, "") + "," + rest +
                   R"(],"output_layers":[[")" + last + R"(",0,0]])",
               calls);
}

std::optional<ForgottenAxis> found_in(const std::string& text) {
  const auto document = json::Document::parse(text);
  REQUIRE(document);
  return find_forgotten_axis(document->root(), {});
}

const std::string kTwice = R"([["i",0,0,{}],["i",0,0,{}]])";

TEST_CASE("models in models that are called many times end, and nothing is claimed") {
  std::string call = R"([["i",0,0,{}]])";
  std::string calls = call;
  for (int i = 1; i < 10; ++i) calls += "," + call;
  std::string inner = model("m0", "[null,4,2]", layer("Concatenate", "c", R"(,"axis":1)", kTwice), "c", calls);
  for (int depth = 1; depth < 14; ++depth) {
    const std::string name = "m" + std::to_string(depth);
    inner = model(name, "[null,4,2]", inner, "m" + std::to_string(depth - 1), calls);
  }
  const auto found = found_in(inner);
  CHECK((!found || found->is_open));
}

TEST_CASE("a shape of more axes than any array has is not followed") {
  std::string shape = "[null";
  for (int i = 0; i < 40; ++i) shape += ",2";
  const auto found = found_in(model("m", shape + "]", layer("Concatenate", "c", R"(,"axis":1)", kTwice), "c", ""));
  REQUIRE(found);
  CHECK(found->is_open);
}

TEST_CASE("an axis that is not the last one is found, with what Concatenate says to inputs that do not fit without") {
  const std::string inputs = layer("InputLayer", "j", R"(,"batch_input_shape":[null,6,3])", "") + ",";
  const auto found =
      found_in(model("m", "[null,4,3]",
                     inputs + layer("Concatenate", "c", R"(,"axis":1)", R"([["i",0,0,{}],["j",0,0,{}]])"), "c", ""));
  REQUIRE(found);
  CHECK(found->layer == "c");
  CHECK(found->refused_inputs == "[(None, 4, 3), (None, 6, 3)]");
}

}  // namespace
}  // namespace weighbridge::loaders
