// Layers at several places of one model. Configs shortened from what Keras 3.15.1 wrote of such models
// (tests/fixtures/loads/shared_places).
#include "keras/saves/shared_layers.h"

#include <catch2/catch_test_macros.hpp>
#include <string>

namespace weighbridge::keras {
namespace {

std::string dense(const std::string& more = "") {
  return R"({"class_name": "Dense", "config": {"name": "d"}, "name": "d")" + more + "}";
}

const std::string kMark = R"(, "shared_object_id": 7)";
std::string called(const std::string& giver, int call = 0) {
  return R"(, "inbound_nodes": [{"args": [{"class_name": "__keras_tensor__", "config": {"keras_history": [")" + giver +
         "\", " + std::to_string(call) + R"(, 0]}}], "kwargs": {}}])";
}
std::string input(const std::string& name) {
  return R"({"class_name": "InputLayer", "config": {"name": ")" + name + R"("}, "name": ")" + name +
         R"(", "inbound_nodes": []})";
}
std::string model(const std::string& name, const std::string& layers, const std::string& output,
                  const std::string& more = "") {
  return R"({"class_name": "Functional", "config": {"name": ")" + name + R"(", "layers": [)" + layers +
         R"(], "output_layers": [")" + output + R"(", 0, 0]}, "name": ")" + name + "\"" + more + "}";
}

SharedLayers read(const std::string& text) {
  const auto document = json::Document::parse(text);
  REQUIRE(document);
  return SharedLayers(document->root());
}

TEST_CASE("shared layers: without a mark nothing is shared, whatever it is called") {
  const std::string inner = model("sub", input("x") + "," + dense(called("x")), "d", called("y"));
  const SharedLayers shared = read(model("m", input("y") + "," + inner + "," + dense(called("sub")), "d"));
  CHECK(!shared.include("Dense", "d"));
  CHECK(shared.made_twice().empty());
  CHECK(shared.wiring() == Wiring::own);
}

TEST_CASE("shared layers: a mark at the second place alone makes two layers of it") {
  const std::string wrapper = R"({"class_name": "TimeDistributed", "config": {"name": "td", "layer": )" + dense() +
                              R"(}, "name": "td")" + called("y") + "}";
  const SharedLayers shared = read(model("m", input("y") + "," + wrapper + "," + dense(kMark + called("y")), "d"));
  CHECK(shared.include("Dense", "d"));
  CHECK(!shared.include("Conv2D", "d"));
  CHECK(shared.are_inside("td"));
  CHECK(!shared.are_inside("d"));
  REQUIRE(shared.made_twice().size() == 1);
  CHECK(shared.made_twice().front() == SharedLayers::Name{"Dense", "d"});
}

TEST_CASE("shared layers: with marks at both places it is one, with the calls of both models") {
  const std::string inner = model("sub", input("x") + "," + dense(kMark + called("x")), "d", called("d"));
  const SharedLayers shared = read(model("m", input("y") + "," + dense(kMark + called("y")) + "," + inner, "sub"));
  CHECK(shared.made_twice().empty());
  CHECK(shared.wiring() == Wiring::elsewhere);
}

TEST_CASE("shared layers: Keras 3.0 counts the calls of both models") {
  const std::string inner = model("sub", input("x") + "," + dense(kMark + called("x")), "d", called("d", 1));
  CHECK(read(model("m", input("y") + "," + dense(kMark + called("y")) + "," + inner, "sub")).wiring() == Wiring::own);
  const std::string beyond = model("sub", input("x") + "," + dense(kMark + called("x")), "d", called("d", 2));
  CHECK(read(model("m", input("y") + "," + dense(kMark + called("y")) + "," + beyond, "sub")).wiring() ==
        Wiring::nowhere);
}

TEST_CASE("shared layers: a layer without a mark behind a shared one is another of its name") {
  const std::string first = model("a", input("x") + "," + dense(kMark + called("x")), "d", called("y"));
  const std::string second = model("b", input("z") + "," + dense(kMark + called("z")), "d", called("y"));
  const std::string other = model("c", input("u") + "," + dense(called("u")), "d", called("y"));
  CHECK(read(model("m", input("y") + "," + first + "," + second + "," + other, "c")).made_twice().empty());
}

TEST_CASE("shared layers: policies that layers share are none") {
  const std::string policy = R"({"class_name": "DTypePolicy", "config": {"name": "float32"}, "shared_object_id": 3})";
  const std::string with_policy =
      R"({"class_name": "Dense", "config": {"name": "d", "dtype": )" + policy + R"(}, "name": "d"})";
  const SharedLayers shared = read(model("m", with_policy, "d"));
  CHECK(!shared.include("DTypePolicy", "float32"));
}

}  // namespace
}  // namespace weighbridge::keras
