// Sets of today's Keras, by names and plain values: the steps of an Orbax checkpoint, an index against what lies in its
// shards.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "sets/index_faults.h"
#include "sets/orbax.h"
#include "unit/keras/tree_builder.h"

using namespace weighbridge;
using sets::ShardContents;
using sets::ShardIndex;

namespace {

using Names = std::vector<std::string>;

// The files of a step, as Keras 3.15.1 writes them with orbax-checkpoint 0.12.
Names step(const std::string& folder) {
  Names paths;
  for (const char* name :
       {"_CHECKPOINT_METADATA", "model_config/_METADATA", "pytree/_METADATA", "pytree/manifest.ocdbt", "pytree/d/0f3a"})
    paths.push_back(folder + "/" + name);
  return paths;
}

Names together(std::vector<Names> lists) {
  Names all;
  for (const Names& list : lists) all.insert(all.end(), list.begin(), list.end());
  return all;
}

std::vector<sets::OrbaxFolder> folders_in(const Names& paths) {
  std::vector<NamedSource> files;
  for (const std::string& path : paths) files.push_back({path, nullptr});
  return sets::find_orbax_folders(files, std::vector<bool>(files.size()));
}

ShardContents holding(std::set<std::string, std::less<>> objects) {
  return {.objects = std::move(objects), .bytes = 0, .links_out = false};
}

const ShardIndex kIndex = {.shards = {"m_00000.weights.h5", "m_00001.weights.h5"},
                           .entries = {{"layers/a", {0}}, {"layers/b", {0, 1}}, {"layers/c", {1}}},
                           .total_bytes = {}};

}  // namespace

TEST_CASE("all steps of an Orbax checkpoint are one thing, the newest first", "[orbax]") {
  const Names paths = together({step("run/9"), step("run/10")});
  const auto folders = folders_in(paths);
  REQUIRE(folders.size() == 1);
  CHECK(folders[0].name == "run");
  CHECK(paths[folders[0].files.front()] == "run/10/pytree/_METADATA");
  const auto parts = sets::orbax_parts(paths);
  CHECK(parts.steps == Names{"9", "10"});
  CHECK(parts.missing.empty());
  CHECK(parts.has_model_config);
}

TEST_CASE("a step that was not finished is passed over", "[orbax]") {
  const Names paths = together({step("run/9"), step("run/10.orbax-checkpoint-tmp")});
  const auto folders = folders_in(paths);
  REQUIRE(folders.size() == 1);
  CHECK(folders[0].files.size() == paths.size());
  CHECK(paths[folders[0].files.front()] == "run/9/pytree/_METADATA");
  const auto parts = sets::orbax_parts(paths);
  CHECK(parts.steps == Names{"9"});
  CHECK(parts.unfinished == Names{"10.orbax-checkpoint-tmp"});
  CHECK(parts.any_finished);
  CHECK_FALSE(sets::orbax_parts(step("run/0.orbax-checkpoint-tmp-17345")).any_finished);
}

TEST_CASE("what the newest step lacks is told", "[orbax]") {
  Names paths = step("run/1");
  std::erase(paths, "run/1/pytree/manifest.ocdbt");
  std::erase(paths, "run/1/model_config/_METADATA");
  const auto parts = sets::orbax_parts(together({step("run/0"), paths}));
  CHECK(parts.missing == Names{"pytree/manifest.ocdbt"});
  CHECK_FALSE(parts.has_model_config);
}

TEST_CASE("without its item a step is broken, or another program's", "[orbax]") {
  const auto lost = sets::orbax_parts({"run/1/_CHECKPOINT_METADATA", "run/1/model_config/_METADATA"});
  CHECK(lost.of_keras);
  CHECK(lost.missing == Names{"pytree"});
  const auto flax =
      sets::orbax_parts({"run/3/_CHECKPOINT_METADATA", "run/3/state/_METADATA", "run/3/state/manifest.ocdbt"});
  CHECK_FALSE(flax.of_keras);
  CHECK(flax.missing.empty());
}

TEST_CASE("an index is compared with what lies in its shards", "[shards]") {
  CHECK(sets::index_faults(kIndex, {holding({"layers/a", "layers/b"}), holding({"layers/b", "layers/c"})}).empty());
  // Exchanged: a and c are each where the other is named.
  const auto swapped =
      sets::index_faults(kIndex, {holding({"layers/b", "layers/c"}), holding({"layers/a", "layers/b"})});
  CHECK(swapped.size() == 4);
  CHECK(std::ranges::count(swapped, true, &sets::IndexFault::named) == 2);
  // Of a shard that is not there nothing is said.
  CHECK(sets::index_faults(kIndex, {std::nullopt, holding({"layers/b", "layers/c"})}).empty());
}

TEST_CASE("a link to another file is seen in a shard", "[shards]") {
  keras::testing::TreeBuilder builder;
  builder.dataset("layers/a/vars/0", {2, 2});
  CHECK_FALSE(sets::contents_of(builder.tree()).links_out);
  builder.at("layers/a/vars/1").kind = hdf5::NodeKind::external_link;
  CHECK(sets::contents_of(builder.tree()).links_out);
}

TEST_CASE("a lost shard that the index never named cuts off the object before it", "[shards]") {
  // Keras 3.10: one shard for each object. b lies in both, and c in the second.
  const ShardIndex index = {.shards = {"m_00000.weights.h5", "m_00001.weights.h5"},
                            .entries = {{"a", {0}}, {"b", {0}}, {"c", {1}}},
                            .total_bytes = 100};
  CHECK(sets::objects_cut_off(index, {holding({"a", "b"}), holding({"b", "c"})}).contains("c"));  // m_00002 is lost
  const ShardIndex gap = {.shards = {"m_00000.weights.h5", "m_00002.weights.h5"},
                          .entries = {{"a", {0}}, {"b", {0}}, {"c", {1}}},
                          .total_bytes = 100};
  const auto cut_off = sets::objects_cut_off(gap, {holding({"a", "b"}), holding({"c"})});  // m_00001 is
  CHECK(cut_off.contains("b"));
  CHECK(cut_off.size() == 1);
}

TEST_CASE("what no shard holds is told only when all were read", "[shards]") {
  CHECK(sets::objects_nowhere(kIndex, {holding({"layers/a", "layers/b"}), holding({"other"})}).contains("layers/c"));
  CHECK(sets::objects_nowhere(kIndex, {holding({"layers/c"}), holding({"layers/a", "layers/b"})}).empty());
  CHECK(sets::objects_nowhere(kIndex, {std::nullopt, holding({"layers/b"})}).empty());
}
