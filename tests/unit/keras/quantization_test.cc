// Which variables of a quantized layer are which, in every form that Keras 3.3 to 3.16 writes (dumped from real saves).
#include "keras/quantized/quantization.h"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

using namespace weighbridge;
using namespace weighbridge::keras;

namespace {

Tensor tensor(std::string dtype, std::vector<std::uint64_t> shape, double low = 0, double high = 0) {
  Tensor out;
  out.dtype = std::move(dtype);
  out.shape = std::move(shape);
  out.parameters = 1;
  for (const std::uint64_t extent : out.shape) out.parameters *= extent;
  out.stats = TensorStats{.count = out.parameters, .finite = FiniteStats{.min = low, .max = high}};
  return out;
}

std::vector<Tensor> vars(std::vector<Tensor> tensors) {
  for (std::size_t i = 0; i < tensors.size(); ++i) tensors[i].path = "layers/dense/vars/" + std::to_string(i);
  return tensors;
}

QuantizedPart only_part(const std::vector<Tensor>& tensors, std::string_view policy = "") {
  const auto parts = quantized_parts(tensors, policy);
  REQUIRE(parts.size() == 1);
  return parts[0];
}

}  // namespace

TEST_CASE("8-bit and 4-bit kernels of one form are told by their values", "[quantization]") {
  const auto int8 = vars({tensor("int8", {16, 8}, -127, 127), tensor("float32", {8}), tensor("float32", {8}, 250, 330)});
  CHECK(only_part(int8).mode == QuantizationMode::int8);
  const auto old_int4 = vars({tensor("int8", {8, 8}, -112, 126), tensor("float32", {8}), tensor("float32", {8}, 14, 15)});
  CHECK(only_part(old_int4).mode == QuantizationMode::int4);
  CHECK(only_part(old_int4).int4_form == Int4Form::rows_packed);
  auto unread = int8;
  for (Tensor& tensor : unread) tensor.stats.reset();
  CHECK(only_part(unread).mode == QuantizationMode::int8_or_int4);
  CHECK(only_part(unread, "int4").mode == QuantizationMode::int4);
  CHECK(only_part(unread, "int8").mode == QuantizationMode::int8);
}

TEST_CASE("the form of 4-bit kernels tells the version", "[quantization]") {
  const auto blocks =
      vars({tensor("int8", {256, 4}), tensor("float32", {8}), tensor("float32", {2, 8}), tensor("int8", {2, 8}), tensor("float32", {256})});
  CHECK(only_part(blocks).int4_form == Int4Form::default_blocks);
  const auto small = vars({tensor("int8", {16, 4}), tensor("float32", {4, 8}), tensor("int8", {4, 8}), tensor("float32", {16})});
  CHECK(only_part(small).int4_form == Int4Form::chosen_blocks);
  CHECK(only_part(small).zero == &small[2]);
  const auto none = vars({tensor("int8", {16, 4}), tensor("float32", {8}), tensor("float32", {8})});
  CHECK(only_part(none).int4_form == Int4Form::columns_packed);
  const auto embedding = vars({tensor("int8", {10, 3}), tensor("float32", {10, 1}), tensor("int8", {10, 1}), tensor("float32", {6})});
  CHECK(only_part(embedding).int4_form == Int4Form::default_blocks);
}

TEST_CASE("gptq and awq, with and without their zero points", "[quantization]") {
  const auto whole =
      vars({tensor("float32", {8}), tensor("uint8", {4, 16}), tensor("float32", {8, 1}), tensor("uint8", {8, 1}), tensor("float32", {16})});
  CHECK(only_part(whole).mode == QuantizationMode::gptq);
  CHECK_FALSE(only_part(whole).lacks_zero);
  const auto cut = vars({tensor("float32", {8}), tensor("uint8", {4, 16}), tensor("float32", {8, 1}), tensor("float32", {16})});
  CHECK(only_part(cut).mode == QuantizationMode::gptq);
  CHECK(only_part(cut).lacks_zero);
  const auto awq = vars(
      {tensor("uint8", {4, 16}), tensor("float32", {8, 1}), tensor("uint8", {8, 1}), tensor("float32", {16}), tensor("float32", {16})});
  CHECK(only_part(awq).mode == QuantizationMode::awq);
  CHECK_FALSE(only_part(awq).lacks_zero);
  auto named = awq;
  CHECK(name_quantized_roles(named, false));
  CHECK(named[0].role == "quantized_kernel");
  CHECK(named[3].role == "awq_scales");
  CHECK(named[4].role == "g_idx");
}

TEST_CASE("a kernel that was never filled in has its first code and scales of 1", "[quantization]") {
  const auto hollow = vars({tensor("uint8", {4, 16}, 0, 0), tensor("float32", {8, 1}, 1, 1), tensor("float32", {16})});
  CHECK(is_hollow(only_part(hollow)) == true);
  // Keras 3.15.1 quantizes a kernel of zeros to scales that are not 1.
  const auto zeros = vars({tensor("int8", {16, 8}, 0, 0), tensor("float32", {8}, 1.27e9, 1.27e9)});
  CHECK(is_hollow(only_part(zeros)) == false);
  const auto ternary = vars({tensor("uint8", {16, 2}, 121, 121), tensor("float32", {8}), tensor("float32", {}, 1, 1)});
  CHECK(only_part(ternary).mode == QuantizationMode::ternary);
  CHECK(is_hollow(only_part(ternary)) == true);
}

TEST_CASE("an embedding that is not tied holds two tables", "[quantization]") {
  auto both = vars({tensor("int8", {20, 6}, -127, 127), tensor("float32", {20}, 9, 9), tensor("int8", {6, 20}, -127, 127),
                    tensor("float32", {20}, 9, 9)});
  CHECK(quantized_parts(both).size() == 2);
  CHECK(name_quantized_roles(both, true));
  CHECK(both[3].role == "reverse_embeddings_scale");
}

TEST_CASE("what is not quantized", "[quantization]") {
  CHECK(quantized_parts(vars({tensor("float32", {16, 8}), tensor("float32", {8})})).empty());
  CHECK(quantized_parts(vars({tensor("int8", {16, 8})})).empty());  // no scale
  CHECK(quantized_parts({}).empty());
}
