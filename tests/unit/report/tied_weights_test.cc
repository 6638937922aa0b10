#include "report/tied_weights.h"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <utility>
#include <vector>

namespace weighbridge::report::test {
namespace {

Layer layer_with(std::string name, const std::vector<std::string>& weights) {
  Layer layer;
  layer.path = layer.name = std::move(name);
  for (const std::string& weight : weights) {
    Tensor tensor;
    tensor.path = layer.path + '/' + weight;
    layer.tensors.push_back(std::move(tensor));
  }
  return layer;
}

std::size_t copies_in(const std::vector<Layer>& layers) {
  const TiedWeights tied(layers);
  std::size_t copies = 0;
  for (const Layer& layer : layers) {
    for (const Tensor& tensor : layer.tensors) copies += tied.hold(tensor) ? 1U : 0U;
  }
  return copies;
}

TEST_CASE("a head that has the embedding's table holds a copy, one that is only called alike does not") {
  const Layer embedding = layer_with("embedding", {"embedding/embeddings:0"});
  CHECK(copies_in({embedding, layer_with("head", {"embedding/embeddings:0", "head/bias:0"})}) == 1);
  CHECK(copies_in({embedding, layer_with("head", {"bed/embeddings:0", "head/bias:0"})}) == 0);
  CHECK(copies_in({embedding, layer_with("head", {"embedding_1/embeddings:0", "head/bias:0"})}) == 0);
}

TEST_CASE("twenty thousand weights of one layer that another one lists take no time") {
  std::vector<std::string> weights;
  for (int i = 0; i < 20'000; ++i) weights.push_back("b/x" + std::to_string(i) + ":0");
  // Each looked up against all the others would take minutes.
  CHECK(copies_in({layer_with("a", weights), layer_with("b", weights)}) == 0);
}

}  // namespace
}  // namespace weighbridge::report::test
