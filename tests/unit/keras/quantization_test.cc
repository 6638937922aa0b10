// Which variables of a quantized layer are which, in every form that Keras 3.3 to 3.16 writes (dumped from real saves).
#include "keras/quantized/quantization.h"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "keras/quantized/block_size.h"

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
  const auto int8 =
      vars({tensor("int8", {16, 8}, -127, 127), tensor("float32", {8}), tensor("float32", {8}, 250, 330)});
  CHECK(only_part(int8).mode == QuantizationMode::int8);
  const auto old_int4 =
      vars({tensor("int8", {8, 8}, -112, 126), tensor("float32", {8}), tensor("float32", {8}, 14, 15)});
  CHECK(only_part(old_int4).mode == QuantizationMode::int4);
  CHECK(only_part(old_int4).int4_form == Int4Form::rows_packed);
  CHECK(only_part(old_int4).told_by_values);
  CHECK_FALSE(only_part(old_int4, "int4").told_by_values);
  const auto range =
      vars({tensor("int8", {16, 16}, -100, 100), tensor("float32", {16}), tensor("float32", {16}, 1, 2)});
  // Keras 3.14.1: AbsMaxQuantizer(value_range=(-100, 100)).
  CHECK(only_part(range).mode == QuantizationMode::int8_or_int4);
  auto unread = int8;
  for (Tensor& tensor : unread) tensor.stats.reset();
  CHECK(only_part(unread).mode == QuantizationMode::int8_or_int4);
  CHECK(only_part(unread, "int4").mode == QuantizationMode::int4);
  CHECK(only_part(unread, "int8").mode == QuantizationMode::int8);
}

TEST_CASE("the form of 4-bit kernels tells the version", "[quantization]") {
  const auto blocks = vars({tensor("int8", {256, 4}), tensor("float32", {8}), tensor("float32", {2, 8}),
                            tensor("int8", {2, 8}), tensor("float32", {256})});
  CHECK(only_part(blocks).int4_form == Int4Form::default_blocks);
  const auto small =
      vars({tensor("int8", {16, 4}), tensor("float32", {4, 8}), tensor("int8", {4, 8}), tensor("float32", {16})});
  CHECK(only_part(small).int4_form == Int4Form::chosen_blocks);
  CHECK(only_part(small).zero == &small[2]);
  const auto none = vars({tensor("int8", {16, 4}), tensor("float32", {8}), tensor("float32", {8})});
  CHECK(only_part(none).int4_form == Int4Form::columns_packed);
  const auto embedding =
      vars({tensor("int8", {10, 3}), tensor("float32", {10, 1}), tensor("int8", {10, 1}), tensor("float32", {6})});
  CHECK(only_part(embedding).int4_form == Int4Form::default_blocks);
}

TEST_CASE("gptq and awq, with and without their zero points", "[quantization]") {
  const auto whole = vars({tensor("float32", {8}), tensor("uint8", {4, 16}), tensor("float32", {8, 1}),
                           tensor("uint8", {8, 1}), tensor("float32", {16})});
  CHECK(only_part(whole).mode == QuantizationMode::gptq);
  CHECK_FALSE(only_part(whole).lacks_zero);
  const auto cut =
      vars({tensor("float32", {8}), tensor("uint8", {4, 16}), tensor("float32", {8, 1}), tensor("float32", {16})});
  CHECK(only_part(cut).mode == QuantizationMode::gptq);
  CHECK(only_part(cut).lacks_zero);
  const auto awq = vars({tensor("uint8", {4, 16}), tensor("float32", {8, 1}), tensor("uint8", {8, 1}),
                         tensor("float32", {16}), tensor("float32", {16})});
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
  auto both = vars({tensor("int8", {20, 6}, -127, 127), tensor("float32", {20}, 9, 9),
                    tensor("int8", {6, 20}, -127, 127), tensor("float32", {20}, 9, 9)});
  CHECK(quantized_parts(both).size() == 2);
  CHECK(name_quantized_roles(both, true));
  CHECK(both[3].role == "reverse_embeddings_scale");
}

TEST_CASE("the second table of an embedding in blocks has its zero points as floats", "[quantization]") {
  // Keras 3.15.1, ReversibleEmbedding(22, 6, tie_weights=False) in blocks of 3.
  const auto both =
      vars({tensor("int8", {22, 3}), tensor("float32", {22, 2}), tensor("int8", {22, 2}), tensor("float32", {6}),
            tensor("int8", {3, 22}), tensor("float32", {2, 22}, 1, 2), tensor("float32", {2, 22})});
  const auto parts = quantized_parts(both);
  REQUIRE(parts.size() == 2);
  CHECK(parts[1].scale == &both[5]);
  CHECK(parts[1].zero == &both[6]);
}

TEST_CASE("the size of the blocks is the one that gives as many", "[quantization]") {
  const auto dense = [](std::uint64_t inputs, std::uint64_t blocks) {
    return vars({tensor("int8", {inputs, 4}), tensor("float32", {blocks, 8}), tensor("int8", {blocks, 8}),
                 tensor("float32", {inputs})});
  };
  const auto size_of = [](const std::vector<Tensor>& tensors) { return block_size_of(quantized_parts(tensors)); };
  CHECK(size_of(dense(256, 2)) == 128);  // the default, where it fits
  CHECK(size_of(dense(16, 1)) == 128);
  CHECK(size_of(dense(16, 4)) == 4);
  CHECK(size_of(dense(13, 5)) == 3);
  CHECK(size_of(vars({tensor("int8", {16, 4}), tensor("float32", {8}), tensor("float32", {8})})) == kNoBlocks);
  // Of two layers, a size that fits both: 40 inputs in 5 blocks and 16 in 2 are both in blocks of 8.
  const auto a = dense(40, 5), b = dense(16, 2), c = dense(16, 16);
  auto parts = quantized_parts(a);
  parts.push_back(quantized_parts(b).front());
  CHECK(block_size_of(parts) == 8);
  parts.push_back(quantized_parts(c).front());
  CHECK_FALSE(block_size_of(parts).has_value());
  CHECK_FALSE(size_of(vars({tensor("int8", {16, 8}, -127, 127), tensor("float32", {8})})).has_value());
}

TEST_CASE("what is not quantized", "[quantization]") {
  CHECK(quantized_parts(vars({tensor("float32", {16, 8}), tensor("float32", {8})})).empty());
  CHECK(quantized_parts(vars({tensor("int8", {16, 8})})).empty());  // no scale
  CHECK(quantized_parts({}).empty());
}
