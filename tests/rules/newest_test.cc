// Findings about files of today's Keras: quantized, LoRA, sharded, Orbax.
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <utility>
#include <vector>

#include "rules/subject_builder.h"

using namespace weighbridge;
using namespace weighbridge::rules;
using namespace weighbridge::rules::testing;

namespace {

struct Array {
  std::string dtype;
  std::vector<std::uint64_t> shape;
  double low = 0;
  double high = 0;
};

Layer layer_of(std::string name, const std::vector<Array>& arrays) {
  Layer out = layer(std::move(name), "Dense", LayerState::filled);
  for (const Array& array : arrays) {
    Tensor tensor;
    tensor.path = out.path + "/vars/" + std::to_string(out.tensors.size());
    tensor.dtype = array.dtype;
    tensor.shape = array.shape;
    tensor.parameters = 1;
    for (const std::uint64_t extent : array.shape) tensor.parameters *= extent;
    tensor.stats = TensorStats{.count = tensor.parameters, .finite = FiniteStats{.min = array.low, .max = array.high}};
    out.tensors.push_back(std::move(tensor));
  }
  return out;
}

// gptq as Keras 3.12 writes it: a kernel and its scale, each of one value where it was never filled in.
Layer gptq(bool calibrated) {
  return layer_of("dense", {{"float32", {8}, -1, 1},
                            {"uint8", {4, 16}, 0, calibrated ? 255.0 : 0.0},
                            {"float32", {8, 1}, calibrated ? 0.1 : 1, calibrated ? 0.2 : 1},
                            {"uint8", {8, 1}, 0, 7},
                            {"float32", {16}, 0, 0}});
}

SubjectBuilder set_of(GroupKind kind, std::string name) {
  SubjectBuilder file = v3_file({layer("dense", "Dense", LayerState::filled)});
  file.set.emplace();
  file.set->kind = kind;
  file.set->name = std::move(name);
  file.set->files = 2;
  return file;
}

}  // namespace

TEST_CASE("hollow-quantized", "[hollow-quantized]") {
  SubjectBuilder file = v3_file({gptq(false), layer_of("out", {{"float32", {8, 4}, -1, 1}})});
  file.checkpoint->layers[0].state = LayerState::empty;
  file.checkpoint->hollow_kernels = {"layers/dense/vars/1"};
  REQUIRE(fires("hollow-quantized", file));
  CHECK(check("hollow-quantized", file)[0].confidence == Confidence::certain);
  // It is the cause, not one of the classic ones.
  CHECK(silent("layer-without-variables", file));
  CHECK(silent("never-built", file));
  // Known from the beginnings of the arrays only.
  for (Tensor& tensor : file.checkpoint->layers[0].tensors) tensor.stats.reset();
  CHECK(check("hollow-quantized", file)[0].confidence == Confidence::likely);
  CHECK(silent("hollow-quantized", v3_file({gptq(true)})));
}

TEST_CASE("quantized-incomplete", "[quantized-incomplete]") {
  Layer cut = gptq(true);
  cut.tensors.erase(cut.tensors.begin() + 3);
  CHECK(fires("quantized-incomplete", v3_file({cut})));
  CHECK(silent("quantized-incomplete", v3_file({gptq(true)})));
}

TEST_CASE("quantized-other-version", "[quantized-other-version]") {
  const auto int4 = [](std::vector<Array> arrays) { return v3_file({layer_of("dense", arrays)}); };
  const std::vector<Array> packed_rows = {{"int8", {8, 8}, -112, 120}, {"float32", {8}}, {"float32", {8}, 14, 15}};
  const SubjectBuilder rows = int4(packed_rows);
  CHECK(check("quantized-other-version", rows).at(0).params.at("others") == "Keras 3.14 and newer");
  // By the values alone it may be int8 of a narrower range (AbsMaxQuantizer with a value_range of its own).
  CHECK(check("quantized-other-version", rows).at(0).confidence == Confidence::likely);
  SubjectBuilder whole = int4(packed_rows);
  whole.checkpoint->config.present = true;
  whole.checkpoint->config.quantization.emplace("dense", "int4");
  CHECK(check("quantized-other-version", whole).at(0).confidence == Confidence::certain);
  const SubjectBuilder blocks =
      int4({{"int8", {16, 4}}, {"float32", {8}}, {"float32", {1, 8}}, {"int8", {1, 8}}, {"float32", {16}}});
  CHECK(check("quantized-other-version", blocks).at(0).params.at("others") == "Keras 3.11 to 3.13");
  // Blocks of a size of one's own: a call that older versions do not know. Of a whole model it is said.
  SubjectBuilder chosen =
      int4({{"int8", {16, 4}}, {"float32", {8}}, {"float32", {4, 8}}, {"int8", {4, 8}}, {"float32", {16}}});
  CHECK(silent("quantized-other-version", chosen));
  chosen.checkpoint->config.present = true;
  CHECK(fires("quantized-other-version", chosen));
  CHECK(silent("quantized-other-version",
               int4({{"int8", {16, 8}, -127, 127}, {"float32", {8}}, {"float32", {8}, 250, 300}})));
}

TEST_CASE("lora-included", "[lora-included]") {
  SubjectBuilder adapter = v3_file({layer_of("9", {{"float32", {8, 2}, -1, 1}, {"float32", {2, 4}, -1, 1}})});
  adapter.checkpoint->layout = keras::Layout::lora_adapter;
  adapter.checkpoint->lora_rank = 2;
  CHECK(check("lora-included", adapter).at(0).params.at("headline").contains("rank 2: 1 pair"));
  CHECK(check("lora-included", adapter).at(0).severity == Severity::warning);
  SubjectBuilder legacy = legacy_file({layer_of("dense", {{"float32", {8, 2}}})});
  CHECK(silent("lora-included", legacy));
  legacy.checkpoint->layers[0].tensors[0].path = "dense/lora_kernel_a:0";
  CHECK(check("lora-included", legacy).at(0).severity == Severity::note);
}

TEST_CASE("shard-index-incomplete", "[shard-index-incomplete]") {
  SubjectBuilder file = set_of(GroupKind::shards, "model.weights.json");
  CHECK(silent("shard-index-incomplete", file));
  file.set->index_faults = {{"layers/dense", "model_00001.weights.h5", false}};
  CHECK(fires("shard-index-incomplete", file));
  CHECK(check("shard-index-incomplete", file)[0].params.at("kind") == "here");
  file.set->index_faults = {{"optimizer", "model_00001.weights.h5", false}};
  CHECK(check("shard-index-incomplete", file)[0].severity == Severity::warning);
  // A part is missing, too: by no means are all numbers here.
  file.set->index_bytes_lacking = 12;
  CHECK(check("shard-index-incomplete", file)[0].params.at("kind") == "lost");
  CHECK_FALSE(check("shard-index-incomplete", file)[0].params.at("next").contains("All numbers are here"));
  file.set->index_faults.clear();
  CHECK(check("shard-index-incomplete", file)[0].params.at("kind") == "lost");
  CHECK(check("shard-index-incomplete", file)[0].severity == Severity::error);
}

TEST_CASE("an index that names what no part holds", "[shard-index-incomplete]") {
  // A part of another save took the place of one: its numbers are gone.
  SubjectBuilder file = set_of(GroupKind::shards, "model.weights.json");
  file.set->index_lost = {"layers/gru/cell"};
  CHECK(check("shard-index-incomplete", file)[0].params.at("kind") == "lost");
  CHECK(check("shard-index-incomplete", file)[0].severity == Severity::error);
  // All bytes are here: a name too many.
  file.set->index_superfluous = std::exchange(file.set->index_lost, {});
  CHECK(check("shard-index-incomplete", file)[0].params.at("kind") == "here");
  CHECK(check("shard-index-incomplete", file)[0].severity == Severity::warning);
}

TEST_CASE("index-renamed", "[index-renamed]") {
  SubjectBuilder file = set_of(GroupKind::shards, "best.weights.json");
  file.set->parts = {"model_00000.weights.h5", "model_00001.weights.h5"};
  CHECK(silent("index-renamed", file));
  file.set->index_opens = "best_00000.weights.h5";
  CHECK(check("index-renamed", file).at(0).params.at("original") == "model.weights.json");
}

TEST_CASE("orbax-checkpoint", "[orbax-checkpoint]") {
  const SubjectBuilder piece = plain_file("manifest.ocdbt", container::Kind::orbax, container::OrbaxPiece{});
  CHECK(ids_of(piece) == std::vector<std::string>{"orbax-checkpoint"});
  CHECK(check("orbax-checkpoint", piece).at(0).params.at("kind") == "piece");
  SubjectBuilder folder = set_of(GroupKind::orbax, "steps");
  folder.set->parts = {"3"};
  CHECK(check("orbax-checkpoint", folder).at(0).params.at("kind") == "whole");
  folder.set->missing = {"pytree/manifest.ocdbt"};
  CHECK(check("orbax-checkpoint", folder).at(0).params.at("kind") == "cut");
  folder.set->of_keras = false;
  CHECK(check("orbax-checkpoint", folder).at(0).params.at("kind") == "other");
  folder.set->unfinished = {"4.orbax-checkpoint-tmp"};
  folder.set->any_finished = false;
  CHECK(check("orbax-checkpoint", folder)
            .at(0)
            .params.at("headline")
            .contains("4.orbax-checkpoint-tmp was never finished"));
  CHECK(silent("orbax-checkpoint", set_of(GroupKind::shards, "model.weights.json")));
}
