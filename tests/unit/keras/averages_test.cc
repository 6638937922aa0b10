// Whether an optimizer keeps moving averages of the weights. Orders and shapes as Keras 3.15.1 saves them.
#include "keras/averages.h"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

using namespace weighbridge;
using namespace weighbridge::keras;

namespace {

using Shape = std::vector<std::uint64_t>;

const Shape kKernel = {16, 8};
const Shape kBias = {8};

// A Dense layer, and an optimizer whose variables have these shapes behind its step counter and learning rate.
Checkpoint checkpoint_with(const std::vector<Shape>& variables) {
  Checkpoint checkpoint;
  checkpoint.layout = Layout::v3_weights;
  checkpoint.has_name_attributes = true;
  Layer dense;
  dense.tensors.resize(2);
  dense.tensors[0].shape = kKernel;
  dense.tensors[1].shape = kBias;
  checkpoint.layers.push_back(dense);
  checkpoint.optimizer.emplace();
  for (const char* role : {"iteration", "learning_rate"}) {
    Tensor tensor;
    tensor.role = role;
    checkpoint.optimizer->tensors.push_back(tensor);
  }
  for (std::size_t i = 0; i < variables.size(); ++i) {
    Tensor tensor;
    tensor.path = "optimizer/vars/" + std::to_string(i + 2);
    tensor.shape = variables[i];
    checkpoint.optimizer->tensors.push_back(tensor);
  }
  return checkpoint;
}

}  // namespace

TEST_CASE("averages can only come before the slots", "[averages]") {
  const auto find = [](const std::vector<Shape>& variables, std::string name) {
    Checkpoint checkpoint = checkpoint_with(variables);
    checkpoint.optimizer->name = std::move(name);
    return find_averages(checkpoint);
  };
  // use_ema=True, or sums of gradients.
  CHECK(find({kKernel, kBias, kKernel, kKernel, kBias, kBias}, "adam") == Averages::possible);
  CHECK(find({kKernel, kKernel, kBias, kBias}, "adam") == Averages::no);
  // And amsgrad=True.
  CHECK(find({kKernel, kBias, kKernel, kKernel, kBias, kBias, kKernel, kBias}, "adam") == Averages::possible);
  // amsgrad=True alone.
  CHECK(find({kKernel, kKernel, kBias, kBias, kKernel, kBias}, "adam") == Averages::no);
  // momentum, or averages.
  CHECK(find({kKernel, kBias}, "sgd") == Averages::possible);
  CHECK(find({kKernel, kBias}, "lion") == Averages::no);
  CHECK(find({kKernel, kBias, kKernel, kBias}, "lion") == Averages::possible);
  CHECK(find({kKernel, kBias, {16}, {8}, kKernel}, "adafactor") == Averages::possible);
  CHECK(find({{16}, {8}, kBias}, "adafactor") == Averages::no);
  // And sums of gradients.
  CHECK(find({kKernel, kBias, kKernel, kBias, kKernel, kKernel, kBias, kBias}, "adam") == Averages::possible);
  CHECK(find({}, "sgd") == Averages::no);
}

TEST_CASE("the optimizer within a LossScaleOptimizer is looked at", "[averages]") {
  const auto find = [](const std::vector<Shape>& inner) {
    Checkpoint checkpoint = checkpoint_with(inner);
    std::vector<Tensor>& tensors = checkpoint.optimizer->tensors;
    std::vector<Tensor> again(tensors.begin() + 2, tensors.end());
    for (Tensor& tensor : again) tensor.path.insert(tensor.path.find("vars/"), "inner_optimizer/");
    tensors.insert(tensors.end(), again.begin(), again.end());
    checkpoint.optimizer->name = "loss_scale_optimizer";
    return find_averages(checkpoint);
  };
  CHECK(find({kKernel, kBias, kKernel, kKernel, kBias, kBias}) == Averages::possible);
  CHECK(find({kKernel, kKernel, kBias, kBias}) == Averages::no);
}

TEST_CASE("a config or a name decides", "[averages]") {
  Checkpoint checkpoint = checkpoint_with({kKernel, kBias});
  checkpoint.config.use_ema = true;
  CHECK(find_averages(checkpoint) == Averages::yes);
  checkpoint = checkpoint_with({kKernel, kBias, kKernel, kKernel, kBias, kBias});
  checkpoint.config.use_ema = false;
  CHECK(find_averages(checkpoint) == Averages::no);
  checkpoint = checkpoint_with({kKernel});
  checkpoint.optimizer->tensors.back().path = "optimizer_weights/adam/dense_kernel_average:0";
  CHECK(find_averages(checkpoint) == Averages::yes);
  checkpoint.layout = Layout::legacy_model;
  checkpoint.optimizer->tensors.back().path = "optimizer_weights/rmsprop/dense_kernel_average_gradient:0";
  CHECK(find_averages(checkpoint) == Averages::no);
  checkpoint.optimizer.reset();
  CHECK(find_averages(checkpoint) == Averages::no);
}
