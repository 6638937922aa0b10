#include "keras/tensors.h"

#include <catch2/catch_test_macros.hpp>
#include <limits>

#include "tree_builder.h"

namespace weighbridge::keras::testing {
namespace {

Tensor tensor_of(const TreeBuilder& builder, std::uint64_t available_bytes) {
  return make_tensor("x", *builder.tree().root.child("x"), "kernel", available_bytes);
}

TEST_CASE("a tensor is intact, cut or lost by where the file ends") {
  TreeBuilder builder;
  builder.dataset("x", {10});  // bytes 4096 to 4135
  CHECK(tensor_of(builder, 4136).state == TensorState::intact);
  CHECK(tensor_of(builder, 4135).state == TensorState::cut);
  CHECK(tensor_of(builder, 4097).state == TensorState::cut);
  CHECK(tensor_of(builder, 4096).state == TensorState::lost);
  CHECK(tensor_of(builder, 0).state == TensorState::lost);
}

TEST_CASE("a dataset without space was never written") {
  CHECK(tensor_of(TreeBuilder().never_written("x", {10}), 9999).state == TensorState::never_written);
  CHECK(tensor_of(TreeBuilder().never_written("x", {0, 10}), 9999).state == TensorState::intact);
}

TEST_CASE("values in other files are unreadable") {
  TreeBuilder builder;
  builder.dataset("x", {10});
  for (const StorageKind kind : {StorageKind::external, StorageKind::virtual_}) {
    builder.at("x").dataset->storage.kind = kind;
    CHECK(tensor_of(builder, 9999).state == TensorState::unreadable);
  }
}

TEST_CASE("sizes that overflow saturate, and are cut") {
  TreeBuilder builder;
  builder.dataset("x", {2});
  builder.at("x").dataset->shape = {std::uint64_t{1} << 40, std::uint64_t{1} << 40};
  const Tensor tensor = tensor_of(builder, 9999);
  CHECK(tensor.parameters == std::numeric_limits<std::uint64_t>::max());
  CHECK(tensor.bytes == std::numeric_limits<std::uint64_t>::max());
  CHECK(tensor.state == TensorState::cut);
  builder.at("x").dataset->storage.offset = std::numeric_limits<std::uint64_t>::max();
  CHECK(tensor_of(builder, 9999).state == TensorState::lost);
}

TEST_CASE("bfloat16 lies in the file as two opaque bytes") {
  TreeBuilder builder;
  builder.dataset("x", {6, 5}, "opaque", 2);
  CHECK(tensor_of(builder, 9999).dtype == "bfloat16");  // tf.keras: no mark
  CHECK(tensor_of(builder, 9999).bytes == 60);
  builder.text("x", "dtype", "bfloat16");
  CHECK(tensor_of(builder, 9999).dtype == "bfloat16");
  CHECK(tensor_of(TreeBuilder().dataset("x", {2}, "opaque", 2).text("x", "dtype", "float8_e4m3fn"), 9999).dtype ==
        "opaque");
  CHECK(tensor_of(TreeBuilder().dataset("x", {2}, "opaque", 4), 9999).dtype == "opaque");
  CHECK(tensor_of(TreeBuilder().dataset("x", {2}, "float16", 2), 9999).dtype == "float16");
}

TEST_CASE("scalars hold one value, null dataspaces none") {
  TreeBuilder builder;
  builder.dataset("x", {});
  CHECK(tensor_of(builder, 9999).parameters == 1);
  builder.at("x").dataset->is_null = true;
  CHECK(tensor_of(builder, 9999).parameters == 0);
}

Tensor with(TensorState state, std::string role = "kernel") {
  Tensor tensor;
  tensor.role = std::move(role);
  tensor.state = state;
  return tensor;
}

TEST_CASE("a layer's state follows from its tensors, then from its need") {
  CHECK(layer_state({with(TensorState::intact)}, Need::unknown) == LayerState::filled);
  CHECK(layer_state({with(TensorState::lost)}, Need::always) == LayerState::unreadable);
  CHECK(layer_state({with(TensorState::intact), with(TensorState::cut)}, Need::always) == LayerState::unreadable);
  CHECK(layer_state({with(TensorState::intact), with(TensorState::unreadable)}, Need::always) ==
        LayerState::unreadable);
  CHECK(layer_state({with(TensorState::never_written), with(TensorState::intact)}, Need::always) == LayerState::filled);
  CHECK(layer_state({with(TensorState::never_written)}, Need::unknown) == LayerState::empty);
  CHECK(layer_state({with(TensorState::unreadable)}, Need::always) == LayerState::unreadable);
  CHECK(layer_state({with(TensorState::intact, "seed_generator_state")}, Need::never) == LayerState::weightless);
  CHECK(layer_state({with(TensorState::intact, "seed_generator_state")}, Need::always) == LayerState::empty);
  CHECK(layer_state({}, Need::always) == LayerState::empty);
  CHECK(layer_state({}, Need::sometimes) == LayerState::undetermined);
  CHECK(layer_state({}, Need::unknown) == LayerState::undetermined);
  CHECK(layer_state({}, Need::never) == LayerState::weightless);
  CHECK(layer_state({}, Need::container) == LayerState::container);
}

}  // namespace
}  // namespace weighbridge::keras::testing
