// Folders with config.json, metadata.json and model.weights.h5: an unzipped .keras, a preset.
#include <catch2/catch_test_macros.hpp>

#include "dropped.h"

using namespace weighbridge;
using weighbridge::testing::Dropped;
using weighbridge::testing::fixture;

TEST_CASE("an unzipped .keras is judged with its config") {
  Dropped dropped;
  dropped.add("models/mine/config.json",
              R"({"module": "keras", "class_name": "Sequential", "config": {"name": "sequential", "layers": [)"
              R"({"class_name": "Dense", "config": {"name": "first"}}, {"class_name": "Dense",
          "config": {"name": "second"}}]}, "build_config": {}})");
  dropped.add("models/mine/metadata.json", R"({"keras_version": "3.6.0", "date_saved": "2024-11-24@09:00:00"})");
  dropped.add("models/mine/model.weights.h5", fixture("keras3.6.0/A16_compiled_fit.weights.h5"));
  dropped.add("models/mine/assets/vocabulary.txt", "a\nb\n");
  const Report report = dropped.report();
  CHECK(report.file_name == "mine");
  CHECK(report.verdict.state == VerdictState::filled);
  CHECK(report.writer.version.from == "3.6.0");
  CHECK(report.writer.version.to == "3.6.0");
  REQUIRE(!report.layers.empty());
  CHECK(report.layers[0].class_known_from == "config");
  REQUIRE(report.files.size() == 4);
  CHECK(report.files[3].name == "assets/vocabulary.txt");
  CHECK(report.verdict.headline.starts_with("This folder is loaded"));
  CHECK(report.verdict.next.contains("load_model(\"mine\")"));
}

TEST_CASE("weights in a folder that deny their arrays are damaged, not empty") {
  std::string denying = fixture("keras3.6.0/A16_compiled_fit.weights.h5");
  for (std::size_t node = denying.find("SNOD"); node != std::string::npos; node = denying.find("SNOD", node + 1))
    denying[node + 6] = 0;
  Dropped dropped;
  dropped.add("mine/config.json", R"({"module": "keras", "class_name": "Sequential", "config": {"layers": []}})");
  dropped.add("mine/metadata.json", R"({"keras_version": "3.6.0"})");
  dropped.add("mine/model.weights.h5", denying);
  const Report report = dropped.report();
  CHECK(report.verdict.state == VerdictState::damaged);
  CHECK(report.totals.tensors > 0);
}

TEST_CASE("a preset of KerasHub is loaded with from_preset") {
  Dropped dropped;
  dropped.add("bert/config.json",
              R"({"module": "keras_hub.src.models.bert.bert_backbone", "class_name": "BertBackbone", "config": {},
                  "registered_name": "keras_hub>BertBackbone"})");
  dropped.add("bert/metadata.json", R"({"keras_version": "3.15.1", "keras_hub_version": "0.32.0"})");
  dropped.add("bert/model.weights.h5", fixture("keras3.6.0/A16_compiled_fit.weights.h5"));
  const Report report = dropped.report();
  CHECK(report.verdict.state == VerdictState::filled);
  CHECK(report.verdict.next.contains("BertBackbone.from_preset(\"bert\")"));
  CHECK_FALSE(report.verdict.next.contains("load_model"));
}
