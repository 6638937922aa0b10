// Several files judged as one: shards with their index, an unzipped .keras, the pieces of a TensorFlow checkpoint.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <string>

#include "dropped.h"
#include "keras/versions.h"
#include "weighbridge/analyze.h"
#include "weighbridge/file_set.h"

using namespace weighbridge;
using weighbridge::testing::Dropped;
using weighbridge::testing::fixture;

namespace {

std::string shard_name(int number) { return "C03_shard_0000" + std::to_string(number) + ".weights.h5"; }

// What Keras 3.15.1 wrote for this model has this form (saving_lib.py:ShardedH5IOStore); the corpus keeps only the
// shards. Which layer is in which shard follows from Keras 3.10 saving_lib.py:ShardedH5IOStore: two layers a shard
// here, and an empty `vars` of the next one at each border.
std::string index_of_shards() {
  std::string map;
  const char* layers[] = {"dense", "dense_1", "dense_2", "dense_3", "dense_4", "dense_5"};
  for (int i = 0; i < 6; ++i) {
    map += std::string(i == 0 ? "" : ", ") + "\"/layers/" + layers[i] + "/vars\": [\"" + shard_name(i / 2) + "\"]";
  }
  return "{\"metadata\": {\"total_size\": 5644.0}, \"weight_map\": {" + map + "}}";
}

Dropped shards(std::initializer_list<int> numbers, const std::string& folder = "") {
  Dropped dropped;
  dropped.add(folder + "C03_shard.weights.json", index_of_shards());
  for (int number : numbers) dropped.add(folder + shard_name(number), fixture("keras3.15.1/" + shard_name(number)));
  return dropped;
}

std::vector<std::string> ids(const Report& report) {
  std::vector<std::string> out;
  for (const WordedFinding& worded : report.findings) out.push_back(worded.finding.id);
  return out;
}

bool has(const Report& report, std::string_view id) { return std::ranges::contains(ids(report), id); }

std::vector<std::string> names(const Report& report) {
  std::vector<std::string> out;
  for (const Layer& layer : report.layers) out.push_back(layer.name);
  return out;
}

const LoaderPrediction& load_weights_row(const Report& report, std::string_view package, std::string_view version) {
  for (const LoaderPrediction& row : report.loaders) {
    const bool is_of = row.call == "model.load_weights(path)" && row.loader.package == package;
    if (is_of && keras::compare_to_bound(*row.loader.from, version) <= 0 &&
        keras::compare_to_bound(*row.loader.to, version) >= 0)
      return row;
  }
  FAIL("no such row");
  std::abort();
}

}  // namespace

TEST_CASE("all shards and their index are one loaded model") {
  const Report report = shards({2, 0, 1}).report();  // the order in which they were given does not matter
  CHECK(report.verdict.state == VerdictState::filled);
  CHECK(report.layout == "keras-v3-weights");
  CHECK(report.file_name == "C03_shard.weights.json");
  CHECK(names(report) == std::vector<std::string>{"dense", "dense_1", "dense_2", "dense_3", "dense_4", "dense_5"});
  CHECK(report.totals.layers_with_weights == 6);
  CHECK(report.totals.tensors == 12);
  CHECK(report.totals.parameters == 5 * (16 * 16 + 16) + 16 * 3 + 3);  // truth.jsonl, model_layers
  for (const WordedFinding& worded : report.findings) CHECK(worded.finding.severity == Severity::note);
  CHECK(!has(report, "lone-shard"));
  CHECK(!to_json(shards({0, 1, 2}).report(true)).contains(".weights.weights"));
  REQUIRE(report.files.size() == 4);
  CHECK(report.files[0].name == "C03_shard.weights.json");
  CHECK(report.files[3].name == shard_name(2));
  CHECK(report.verdict.next.contains("load_weights(\"C03_shard.weights.json\")"));
  CHECK(load_weights_row(report, "keras", "3.11.3").outcome == LoaderOutcome::loads);
  CHECK(load_weights_row(report, "keras", "3.15.1").outcome == LoaderOutcome::loads);
  // saving_lib.py of 3.10.0, ShardedH5IOStore.get: the index names shards in lists since 3.11.
  CHECK(load_weights_row(report, "keras", "3.10.0").outcome == LoaderOutcome::silent);
}

TEST_CASE("values of a set come from the shard that holds them") {
  const Report whole = shards({0, 1, 2}).report(true);
  CHECK(whole.scan.state == ScanState::done);
  CHECK(whole.scan.tensors == 12);
  for (int number = 0; number < 3; ++number) {
    Dropped alone;
    alone.add(shard_name(number), fixture("keras3.15.1/" + shard_name(number)));
    for (const Layer& layer : alone.report(true).layers) {
      for (const Tensor& tensor : layer.tensors) {
        const auto same = std::ranges::find(whole.layers, layer.path, &Layer::path);
        REQUIRE(same != whole.layers.end());
        const auto found = std::ranges::find(same->tensors, tensor.path, &Tensor::path);
        REQUIRE(found != same->tensors.end());
        CHECK(found->storage.file == static_cast<std::uint32_t>(number) + 1);
        REQUIRE(found->stats);
        REQUIRE(found->stats->finite);
        CHECK(found->stats->finite->mean == tensor.stats->finite->mean);
        CHECK(found->stats->finite->max == tensor.stats->finite->max);
      }
    }
  }
}

TEST_CASE("a missing shard is named with its layers") {
  const Report report = shards({0, 2}).report();
  CHECK(report.verdict.state == VerdictState::partly_empty);
  REQUIRE(has(report, "missing-shard"));
  CHECK(!has(report, "save-interrupted"));
  CHECK(!has(report, "lone-shard"));
  CHECK(names(report) == std::vector<std::string>{"dense", "dense_1", "dense_2", "dense_3", "dense_4", "dense_5"});
  CHECK(report.totals.layers_lacking_weights == 2);
  const std::string json = to_json(report);
  CHECK(json.contains("1 part of this model is missing"));
  CHECK(json.contains("They hold dense_2 and dense_3."));
  CHECK(load_weights_row(report, "keras", "3.14.1").outcome == LoaderOutcome::silent);
  CHECK(load_weights_row(report, "keras", "3.15.1").outcome == LoaderOutcome::raises);
}

TEST_CASE("without the first shard every Keras raises") {
  const Report report = shards({1, 2}).report();
  CHECK(report.verdict.state == VerdictState::partly_empty);
  CHECK(load_weights_row(report, "keras", "3.14.1").outcome == LoaderOutcome::raises);
  CHECK(load_weights_row(report, "keras", "3.14.1").because == "missing-shard");
}

TEST_CASE("a shard that was never closed is named, a cut one before it") {
  // Of a superblock of version 0, as h5py makes it (HDF5 File Format Specification 3.0, II.A).
  constexpr std::size_t kFlags = 20;
  std::string open = fixture("keras3.15.1/" + shard_name(1));
  REQUIRE(open[8] == 0);
  open[kFlags] = 1;
  Dropped dropped = shards({0});
  dropped.add(shard_name(1), open);
  std::string last = fixture("keras3.15.1/" + shard_name(2));
  SECTION("the others are sound") {
    dropped.add(shard_name(2), last);
    const Report report = dropped.report();
    REQUIRE(has(report, "not-closed"));
    const auto found =
        std::ranges::find(report.findings, "not-closed", [](const WordedFinding& worded) { return worded.finding.id; });
    CHECK(found->finding.path == shard_name(1));
  }
  SECTION("another is cut") {
    dropped.add(shard_name(2), last.substr(0, last.size() - 300));
    const Report report = dropped.report();
    const auto found =
        std::ranges::find(report.findings, "truncated", [](const WordedFinding& worded) { return worded.finding.id; });
    REQUIRE(found != report.findings.end());
    CHECK(found->finding.path == shard_name(2));
  }
}

TEST_CASE("where a shard holds other layers than the index says, every Keras raises") {
  Dropped dropped;
  dropped.add("C03_shard.weights.json", index_of_shards());
  for (int number = 0; number < 3; ++number)
    dropped.add(shard_name(number), fixture("keras3.15.1/" + shard_name(number == 0 ? 0 : 3 - number)));
  const Report report = dropped.report();
  CHECK(load_weights_row(report, "keras", "3.15.1").outcome == LoaderOutcome::raises);
  CHECK(load_weights_row(report, "keras", "3.15.1").because == "shard-index-incomplete");
}

TEST_CASE("an index alone does not load") {
  Dropped dropped;
  dropped.add("C03_shard.weights.json", index_of_shards());
  const LoaderPrediction row = load_weights_row(dropped.report(), "keras", "3.15.1");
  CHECK(row.error->starts_with("FileNotFoundError: "));
  CHECK(row.error->contains(shard_name(0)));
  CHECK(row.because == "missing-shard");
}

TEST_CASE("a shard that is cut makes the set damaged, and is named") {
  Dropped dropped;
  dropped.add("m/C03_shard.weights.json", index_of_shards());
  const std::string second = fixture("keras3.15.1/" + shard_name(1));
  dropped.add("m/" + shard_name(0), fixture("keras3.15.1/" + shard_name(0)));
  dropped.add("m/" + shard_name(1), second.substr(0, second.size() - 100));
  dropped.add("m/" + shard_name(2), fixture("keras3.15.1/" + shard_name(2)));
  const Report report = dropped.report();
  CHECK(report.verdict.state == VerdictState::damaged);
  REQUIRE(has(report, "truncated"));
  for (const WordedFinding& worded : report.findings) {
    if (worded.finding.id == "truncated") CHECK(worded.finding.path == shard_name(1));
  }
  CHECK(load_weights_row(report, "keras", "3.14.1").outcome == LoaderOutcome::silent);
  CHECK(load_weights_row(report, "keras", "3.15.1").error->starts_with("OSError: "));
  CHECK(load_weights_row(report, "keras", "3.15.1").because == "truncated");
}

TEST_CASE("a shard that denies its arrays is damaged, and they are listed") {
  // Every group of the second shard says that it has no links: the count in each node of its symbol tables is 0.
  std::string denying = fixture("keras3.15.1/" + shard_name(1));
  for (std::size_t node = denying.find("SNOD"); node != std::string::npos; node = denying.find("SNOD", node + 1))
    denying[node + 6] = 0;
  Dropped dropped;
  dropped.add("C03_shard.weights.json", index_of_shards());
  dropped.add(shard_name(0), fixture("keras3.15.1/" + shard_name(0)));
  dropped.add(shard_name(1), denying);
  dropped.add(shard_name(2), fixture("keras3.15.1/" + shard_name(2)));
  const Report report = dropped.report();
  CHECK(report.verdict.state == VerdictState::damaged);
  CHECK(report.totals.tensors == shards({0, 1, 2}).report().totals.tensors);
  REQUIRE(has(report, "corrupt-structure"));
}

TEST_CASE("a page in place of a shard is said, and its layers are unreadable") {
  Dropped dropped;
  dropped.add("C03_shard.weights.json", index_of_shards());
  dropped.add(shard_name(0), fixture("keras3.15.1/" + shard_name(0)));
  dropped.add(shard_name(1), "<!DOCTYPE html><html><head><title>404</title></head></html>");
  dropped.add(shard_name(2), fixture("keras3.15.1/" + shard_name(2)));
  const Report report = dropped.report();
  CHECK(report.verdict.state == VerdictState::damaged);
  CHECK(has(report, "html-page"));
  CHECK(std::ranges::count(report.layers, LayerState::unreadable, &Layer::state) == 2);
}

TEST_CASE("one file alone is judged as before") {
  Dropped dropped;
  dropped.add("some/where/" + shard_name(1), fixture("keras3.15.1/" + shard_name(1)));
  const auto alone = Analysis::open(shard_name(1), *dropped.files[0].source);
  REQUIRE(alone);
  const auto grouped = Analysis::open_group(dropped.groups().at(0), dropped.files);
  REQUIRE(grouped);
  CHECK(to_json((*grouped)->report()) == to_json((*alone)->report()));
  CHECK(has((*alone)->report(), "lone-shard"));
}

TEST_CASE("the pieces of a TensorFlow checkpoint are one thing") {
  Dropped dropped;
  dropped.add("w/C01_w.ckpt.index", fixture("tf2.6/C01_w.ckpt.index"));
  dropped.add("w/C01_w.ckpt.data-00000-of-00001", std::string(400, '\x3F'));
  dropped.add("w/checkpoint", "model_checkpoint_path: \"C01_w.ckpt\"\nall_model_checkpoint_paths: \"C01_w.ckpt\"\n");
  const Report report = dropped.report();
  CHECK(report.verdict.state == VerdictState::not_weights);
  CHECK(report.container == "tf-checkpoint-index");
  CHECK(ids(report) == std::vector<std::string>{"other-format"});
  CHECK(report.verdict.headline.contains("a TensorFlow checkpoint in 3 files"));
  CHECK(report.verdict.why.contains("model.load_weights(\"C01_w.ckpt\")"));
  CHECK(load_weights_row(report, "tf.keras", "2.15.1").outcome == LoaderOutcome::loads);
}

TEST_CASE("a checkpoint's missing pieces are named") {
  Dropped dropped;
  dropped.add("C01_w.ckpt.index", fixture("tf2.6/C01_w.ckpt.index"));
  SECTION("no data at all") {
    dropped.add("checkpoint", "model_checkpoint_path: \"C01_w.ckpt\"\n");
    CHECK(dropped.report().verdict.why.contains("C01_w.ckpt.data-00000-of-00001 is missing"));
  }
  SECTION("one of two") {
    dropped.add("C01_w.ckpt.data-00001-of-00002", std::string(400, '\x3F'));
    const Report report = dropped.report();
    CHECK(report.verdict.why.contains("C01_w.ckpt.data-00000-of-00002 is missing"));
    CHECK(load_weights_row(report, "tf.keras", "2.15.1").outcome == LoaderOutcome::raises);
  }
}
