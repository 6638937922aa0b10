// Real files: tests/fixtures/loads/frozen.jsonl.
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <variant>
#include <vector>

#include "rules/subject_builder.h"

using namespace weighbridge;
using namespace weighbridge::rules::testing;

namespace {

// One layer with these weights: "c1/kernel".
SubjectBuilder inner_model(const std::vector<std::string>& weights) {
  Layer inner = layer("base", "", LayerState::filled);
  for (const std::string& weight : weights) {
    Tensor tensor;
    tensor.path = "base/" + weight + ":0";
    tensor.role = weight.substr(weight.rfind('/') + 1);
    inner.tensors.push_back(tensor);
  }
  return legacy_file({inner});
}

std::string proof(const std::vector<std::string>& weights) {
  const SubjectBuilder file = inner_model(weights);
  return std::get<std::string>(check("frozen-when-saved", file).at(0).evidence.at(0).fields.at(0).second);
}

}  // namespace

TEST_CASE("frozen-when-saved", "[frozen-when-saved]") {
  SECTION("a kernel behind a statistic") {
    CHECK(proof({"c/kernel", "b/gamma", "b/moving_mean", "b/moving_variance", "d/kernel"}) == "base/d/kernel:0");
    CHECK(silent("frozen-when-saved",
                 inner_model({"c/kernel", "b/gamma", "d/kernel", "b/moving_mean", "b/moving_variance"})));
  }
  SECTION("statistics in another order than the layers they belong to") {
    CHECK(proof({"b2/gamma", "b1/gamma", "b1/moving_mean", "b2/moving_mean"}) == "base/b1/gamma:0");
    CHECK(proof({"b2/beta", "b1/gamma", "b1/beta", "b1/moving_mean", "b2/moving_mean"}) == "base/b1/gamma:0");
    CHECK(silent("frozen-when-saved", inner_model({"b1/gamma", "b2/gamma", "b1/moving_mean", "b2/moving_mean"})));
    // Without scale and center a layer has nothing but statistics.
    CHECK(silent("frozen-when-saved", inner_model({"b2/gamma", "b1/moving_mean", "b2/moving_mean"})));
  }
  SECTION("the last layers before the first ones, by their numbers") {
    CHECK(proof({"block2_conv1/kernel", "block2_conv2/kernel", "block1_conv1/kernel", "block1_conv2/kernel"}) ==
          "base/block1_conv1/kernel:0");
    CHECK(proof({"dense_10/kernel", "dense_11/kernel", "dense_8/kernel", "dense_9/kernel"}) == "base/dense_8/kernel:0");
    CHECK(proof({"c_9/kernel", "c_10/kernel", "c_8/kernel"}) == "base/c_8/kernel:0");
    const auto is_silent = [](const std::vector<std::string>& weights) {
      return silent("frozen-when-saved", inner_model(weights));
    };
    CHECK(is_silent({"dense_8/kernel", "dense_9/kernel", "dense_10/kernel"}));
    CHECK(is_silent({"dense_2/kernel", "dense_3/kernel", "dense_1/kernel"}));   // two branches, and the head they share
    CHECK(is_silent({"dense_8/kernel", "dense_10/kernel", "dense_9/kernel"}));  // two branches
    CHECK(is_silent({"dense_3/kernel", "dense_5/kernel", "dense_4/kernel", "dense_6/kernel"}));  // two branches
    CHECK(is_silent({"dense_9/kernel", "dense_8/kernel", "dense_7/kernel"}));                    // made back to front
    CHECK(is_silent({"dense_9/kernel", "dense_8/kernel"}));
    CHECK(is_silent({"b_3/kernel", "b_4/kernel", "a_1/kernel"}));
    CHECK(is_silent({"second/kernel", "third/kernel", "first/kernel"}));
  }
  SECTION("the newer layout finds weights by their layers") {
    SubjectBuilder file = inner_model({"b/moving_mean", "d/kernel"});
    CHECK(fires("frozen-when-saved", file));
    file.checkpoint->layout = keras::Layout::v3_weights;
    CHECK(silent("frozen-when-saved", file));
  }
}
