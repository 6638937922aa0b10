#include <catch2/catch_test_macros.hpp>

#include "tree_builder.h"

namespace weighbridge::keras::testing {
namespace {

TEST_CASE("v3: optimizer and metrics are no layers") {
  TreeBuilder builder;
  builder.vars("", {})
      .vars("layers/dense", {{20, 8}, {8}})
      .scalar("optimizer/vars/0", 30)
      .dataset("optimizer/vars/1", {20, 8});
  builder.dataset("metrics/mean/vars/0", {}).dataset("metrics/mean/vars/1", {});
  const Checkpoint checkpoint = builder.read();
  CHECK(summary(checkpoint) == Names{"dense Dense filled"});
  REQUIRE(checkpoint.optimizer);
  CHECK(checkpoint.optimizer->path == "optimizer");
  CHECK(checkpoint.optimizer->iterations == 30);
  CHECK(roles(checkpoint.optimizer->tensors) == Names{"iterations", ""});
  CHECK(checkpoint.metrics.size() == 2);
}

TEST_CASE("v3: the optimizer of Keras 3, wrapped and plain") {
  TreeBuilder plain;
  plain.vars("", {}, "m").vars("optimizer", {}, "adam").scalar("optimizer/vars/0", 0).dataset("optimizer/vars/1", {});
  const Checkpoint read = plain.read();
  REQUIRE(read.optimizer);
  CHECK(read.optimizer->name == "adam");
  CHECK(read.optimizer->iterations == 0);
  CHECK(roles(read.optimizer->tensors) == Names{"iterations", "learning_rate"});

  TreeBuilder wrapped;  // LossScaleOptimizer
  wrapped.vars("", {}, "m")
      .scalar("optimizer/vars/0", 7)
      .scalar("optimizer/inner_optimizer/vars/0", 5)
      .dataset("optimizer/inner_optimizer/vars/1", {});
  const Checkpoint scaled = wrapped.read();
  REQUIRE(scaled.optimizer);
  CHECK(scaled.optimizer->tensors.size() == 3);
  CHECK(scaled.layers.empty());
}

TEST_CASE("v3: optimizers and trackers of a model with its own train_step") {
  TreeBuilder builder;
  builder.vars("", {})
      .scalar("d_optimizer/vars/0", 4)
      .scalar("g_optimizer/vars/0", 4)
      .vars("loss_tracker", {{}, {}})
      .vars("layers/dense", {{2, 2}});
  const Checkpoint checkpoint = builder.read();
  CHECK(summary(checkpoint) == Names{"dense Dense filled"});
  CHECK(checkpoint.optimizer.has_value());
  CHECK(checkpoint.metrics.size() == 2);
}

}  // namespace
}  // namespace weighbridge::keras::testing
