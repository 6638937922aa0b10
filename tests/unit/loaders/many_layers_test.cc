// Each with each would take minutes.
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <utility>
#include <vector>

#include "keras/checkpoint.h"
#include "loaders/objects/parts.h"
#include "loaders/paths/models_inside.h"

namespace weighbridge::loaders::test {
namespace {

constexpr int kMany = 40'000;

Layer layer_at(std::string path, std::size_t rank) {
  Layer layer;
  Tensor tensor;
  tensor.path = path + "/vars/0";
  tensor.shape.assign(rank, 2);
  layer.tensors.push_back(std::move(tensor));
  layer.name = path.substr(path.rfind('/') + 1);
  layer.path = std::move(path);
  return layer;
}

TEST_CASE("a layer beside the list is set against all that are in it") {
  keras::Checkpoint checkpoint;
  for (int i = 0; i < kMany; ++i) checkpoint.layers.push_back(layer_at("a" + std::to_string(i), 2));
  for (int i = 0; i < kMany; ++i) checkpoint.layers.push_back(layer_at("layers/b_" + std::to_string(i), 1));
  CHECK(find_apart(checkpoint).empty());
  checkpoint.layers.push_back(layer_at("z", 1));
  CHECK(find_apart(checkpoint) == "z");
}

TEST_CASE("of each model inside it is known whether it is a plain one") {
  keras::Checkpoint checkpoint;
  for (int i = 0; i < kMany; ++i)
    checkpoint.layers.push_back(layer_at("layers/m_" + std::to_string(i) + "/layers/dense", 2));
  CHECK_FALSE(find_models_inside(checkpoint).any.is_plain);
  checkpoint.layers.push_back(layer_at("layers/z/layers/input_layer", 0));
  const ModelInside any = find_models_inside(checkpoint).any;
  CHECK(any.path == "layers/z");
  CHECK(any.is_plain);
}

TEST_CASE("a layer has as many parts as it has places") {
  Layer layer = layer_at("layers/net", 2);
  layer.tensors.clear();
  for (int i = 0; i < 2 * kMany; ++i) {
    Tensor tensor;
    tensor.path = "layers/net/a" + std::to_string(i / 2) + "/vars/" + std::to_string(i % 2);
    layer.tensors.push_back(std::move(tensor));
  }
  const std::vector<Part> parts = parts_of(layer, false);
  REQUIRE(parts.size() == kMany);
  CHECK(parts.back().tensors.size() == 2);
}

}  // namespace
}  // namespace weighbridge::loaders::test
