// What is read from a pasted message. The texts are Keras' own, printed by the versions named.
#include "messages/compare/asked.h"

#include <catch2/catch_test_macros.hpp>

#include "messages/known_message.h"

namespace weighbridge {
namespace {

using Shape = std::vector<std::uint64_t>;
using messages::Asked;

Asked only(std::string_view pasted) {
  const auto all = messages::read_asked(messages::squeeze(pasted));
  REQUIRE(all.size() == 1);
  return all.front();
}

TEST_CASE("names, counts and variables are read from the text, in any quotes and with line breaks") {
  const Asked asked = only(
      "Layer \"gru_cell\" expected 3 variables,\nbut received 0 variables during loading. Expected: ['kernel', "
      "'recurrent_kernel', "
      "'bias']");
  CHECK(asked.layer == "gru_cell");
  CHECK(asked.wanted == 3u);
  CHECK(asked.found == 0u);
  CHECK(asked.variables == std::vector<std::string>{"kernel", "recurrent_kernel", "bias"});
  // tf.keras 2.14 gives the variables' own paths.
  CHECK(only("Layer 'd1' expected 2 variables, but received 0 variables during loading. Expected: ['d1/kernel:0', "
             "'d1/bias:0']")
            .variables == std::vector<std::string>{"kernel", "bias"});
}

TEST_CASE("shapes are read as Python and TensorFlow print them") {
  CHECK(messages::read_shape("(256, 10)") == Shape{256, 10});
  CHECK(messages::read_shape("(10,)") == Shape{10});
  CHECK(messages::read_shape("()") == Shape{});
  CHECK(messages::read_shape("TensorShape([3, 4])") == Shape{3, 4});
  CHECK_FALSE(messages::read_shape("(None, 10)"));
  CHECK_FALSE(messages::read_shape("unknown"));
}

TEST_CASE("a class, its arguments and its package are read from the text") {
  const Asked groups = only("Unrecognized keyword arguments passed to DepthwiseConv2D: {'groups': 1, 'name': 'a'}");
  CHECK(groups.class_name == "DepthwiseConv2D");
  CHECK(groups.arguments == std::vector<std::string>{"groups", "name"});
  const Asked nested = only(
      "Unrecognized keyword arguments passed to Dense: {'quantization_config': {'module': 'keras', 'config': "
      "{'mode': 'int8'}}, 'lora_rank': 2}");
  CHECK(nested.arguments == std::vector<std::string>{"quantization_config", "lora_rank"});
  const Asked init = only("TypeError: GlorotUniform.__init__() got an unexpected keyword argument 'input_axes'");
  CHECK(init.class_name == "GlorotUniform");
  CHECK(init.arguments == std::vector<std::string>{"input_axes"});
  CHECK(only("Could not locate class 'my_package>Scale'.").class_name == "Scale");
}

}  // namespace
}  // namespace weighbridge
