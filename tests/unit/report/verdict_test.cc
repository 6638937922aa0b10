// The words of the verdict for every state but filled, on checkpoints made by hand.
#include "report/verdict.h"

#include <catch2/catch_test_macros.hpp>

#include "catalogue/catalogue.h"
#include "report/totals.h"
#include "rules/word.h"
#include "verdict_file.h"

using namespace weighbridge;
using namespace weighbridge::test;

TEST_CASE("partly empty: names the layers that lack weights") {
  File one({filled("dense"), layer("spare", LayerState::empty), filled("out")});
  CHECK(one.judged().state == VerdictState::partly_empty);
  CHECK(one.judged().headline == "This file is partly empty: spare has no weights; the other 2 layers do.");
  File four({filled("a"), layer("b", LayerState::empty), layer("c", LayerState::missing), layer("d", LayerState::empty),
             layer("e", LayerState::empty)});
  CHECK(four.judged().headline == "This file is partly empty: b, c, d and e have no weights; the other layer does.");
  four.layers.push_back(layer("f", LayerState::empty));
  CHECK(four.judged().headline ==
        "This file is partly empty: b, c, d and 2 more have no weights; the other layer does.");
  four.layers[0] = layer("my_model", LayerState::container, {tensor("", {3})});
  CHECK(four.judged().headline ==
        "This file is partly empty: b, c, d and 2 more have no weights; only the model's own variables are there.");
}

TEST_CASE("partly empty: a layer of which only a part was saved is told apart") {
  Layer half = filled("dup");
  half.state = LayerState::missing;
  File file({filled("a"), half});
  CHECK(file.judged().state == VerdictState::partly_empty);
  CHECK(file.judged().headline ==
        "This file is partly empty: dup has only part of its weights; the other layer is complete.");
  file.layers.push_back(layer("last", LayerState::missing));
  CHECK(file.judged().headline ==
        "This file is partly empty: last has no weights and dup only part of them; the other layer is complete.");
  File alone({half});
  CHECK(alone.judged().state == VerdictState::partly_empty);
  CHECK(alone.judged().headline ==
        "This file is partly empty: dup has only part of its weights; no layer is complete.");
}

TEST_CASE("empty: names the layers") {
  File three(
      {layer("dense", LayerState::empty), layer("dense_1", LayerState::empty), layer("output", LayerState::empty)});
  CHECK(three.judged().state == VerdictState::empty);
  CHECK(three.judged().headline ==
        "This file is empty: none of its 3 layers (dense, dense_1 and output) has any weights.");
  File one({layer("dense", LayerState::empty), layer("flatten", LayerState::weightless)});
  CHECK(one.judged().headline == "This file is empty: its only layer that could hold weights, dense, has none.");
  CHECK(File({}).judged().headline == "This file is empty: it lists no layers and holds no weights.");
}

TEST_CASE("empty, rightly so: only layers without weights") {
  File file({layer("flatten", LayerState::weightless),
             layer("dropout", LayerState::weightless, {tensor("seed_generator_state", {2})})});
  CHECK(file.judged().state == VerdictState::empty);
  CHECK(file.judged().headline ==
        "This file holds no weights, and needs none: flatten and dropout are layers without weights.");
}

TEST_CASE("damaged: a cut file says where it breaks off and what is left") {
  File file({layer("a", LayerState::filled, {tensor("kernel", {2, 2}), tensor("bias", {2})}),
             layer("b", LayerState::filled,
                   {tensor("kernel", {2, 2}, TensorState::cut), tensor("bias", {2}, TensorState::lost)})});
  file.available_bytes = 989;
  CHECK(file.judged().state == VerdictState::damaged);
  CHECK(
      file.judged().headline ==
      "This file is damaged: it breaks off at 98.9 % of the length, and 1 of the 2 layers that need weights has all of "
      "them.");
  file.superblock.end_of_file = 1'000'000;
  CHECK(
      file.judged().headline ==
      "This file is damaged: it breaks off at less than 1 % of the length, and 1 of the 2 layers that need weights has "
      "all of them.");
}

TEST_CASE("damaged: layers that cannot be read are counted, those that need no weights are not") {
  File file({layer("a", LayerState::filled, {tensor("kernel", {2, 2})}), layer("b", LayerState::unreadable),
             layer("flatten", LayerState::unreadable)});
  file.available_bytes = 500;
  file.layers[2].class_name = "Flatten";
  CHECK(
      file.judged().headline ==
      "This file is damaged: it breaks off at 50 % of the length, and 1 of the 2 layers that may need weights has all "
      "of them.");
  file.layers[1].class_name = "Dense";
  CHECK(file.judged().headline ==
        "This file is damaged: it breaks off at 50 % of the length, and 1 of the 2 layers that need weights has all of "
        "them.");
}

TEST_CASE("damaged: half of every layer") {
  File file({layer("a", LayerState::filled, {tensor("kernel", {2, 2}), tensor("bias", {2}, TensorState::cut)}),
             layer("b", LayerState::filled, {tensor("kernel", {2, 2}), tensor("bias", {2}, TensorState::cut)})});
  file.available_bytes = 500;
  CHECK(file.judged().headline ==
        "This file is damaged: it breaks off at 50 % of the length, and 2 of 4 tensors are intact, but no layer is "
        "whole.");
}

TEST_CASE("damaged: arrays that lost their names are nobody's") {
  File file({layer("unnamed@96", LayerState::container, {tensor("unnamed@96", {2, 2})}),
             layer("unnamed@368", LayerState::container, {tensor("unnamed@368", {2, 2})})});
  for (Layer& lost : file.layers) lost.path = lost.name;
  file.available_bytes = 500;
  CHECK(file.judged().headline ==
        "This file is damaged: it breaks off at 50 % of the length, and 2 tensors in it are intact, but their names "
        "are lost, and with them whose they are.");
  file.layers.push_back(layer("a", LayerState::filled, {tensor("kernel", {2, 2})}));
  CHECK(file.judged().headline ==
        "This file is damaged: it breaks off at 50 % of the length, but the one tensor that it still lists is intact; "
        "the names of 2 more are lost, and with them whose they are.");
}

TEST_CASE("damaged: no tensor left") {
  File file({layer("a", LayerState::filled,
                   {tensor("kernel", {2, 2}, TensorState::cut), tensor("bias", {2}, TensorState::lost)})});
  file.available_bytes = 500;
  CHECK(file.judged().headline ==
        "This file is damaged: it breaks off at 50 % of the length, and none of its 2 tensors is intact.");
}

TEST_CASE("damaged: a file that was never closed notes a stale length, so no share is given") {
  File file({});
  file.has_tree = false;
  file.available_bytes = 96;
  CHECK(file.judged().headline ==
        "This file is damaged: it breaks off at 9.6 % of the length, and nothing in it can be read.");
  file.superblock.consistency_flags = 1;
  CHECK(file.judged().headline == "This file is damaged: nothing in it can be read.");
}

TEST_CASE("damaged: something stands in front of a sound file") {
  File file({filled("dense")});
  file.found.kind = container::Kind::unknown;
  file.found.was = "hdf5";
  file.found.hdf5_signature_at = 3;
  CHECK(file.judged().headline ==
        "This file is damaged: 3 bytes of something else stand before its beginning, but both tensors that it still "
        "lists are intact.");
}

TEST_CASE("damaged: one missing byte is damage even if every tensor is there") {
  File file({filled("dense")});
  file.superblock.end_of_file = 1'000'000;
  file.available_bytes = 999'999;
  CHECK(file.judged().headline ==
        "This file is damaged: it breaks off at more than 99.9 % of the length, but both tensors that it still lists "
        "are intact.");
}

TEST_CASE("damaged: nothing readable is never worded as empty") {
  File file({});
  file.has_tree = false;
  file.problem = "bad object header version number";
  const Verdict verdict = file.judged();
  CHECK(verdict.state == VerdictState::damaged);
  CHECK(verdict.headline == "This file is damaged: nothing in it can be read.");
  CHECK(verdict.why == "Its structure is missing or overwritten (HDF5 says: bad object header version number).");
}

TEST_CASE("damaged: an unreadable object") {
  File file({layer("dense", LayerState::unreadable)});
  file.tree.unreadable = 1;
  CHECK(file.judged().headline == "This file is damaged: no more than the names of 1 layer can be read.");
}

TEST_CASE("damaged: a mangled signature") {
  File file({});
  file.has_tree = false;
  file.found.kind = container::Kind::unknown;
  file.found.was = "hdf5";
  CHECK(file.judged().state == VerdictState::damaged);
}

TEST_CASE("an archive: cut, without weights, with weights that can't be read yet") {
  File file({});
  file.has_tree = false;
  file.found.kind = container::Kind::keras_zip;
  file.found.zip.emplace();
  CHECK(file.judged().headline ==
        "This file is damaged: the end of the archive is missing, and nothing in it can be read.");
  file.found.zip->complete = true;
  CHECK(file.judged().state == VerdictState::empty);
  CHECK(file.judged().headline == "This file is empty: the archive holds no weights.");
  file.found.zip->members.push_back({.name = "model.weights.npz"});
  CHECK(file.judged().state == VerdictState::not_weights);
  CHECK(file.judged().headline ==
        "This archive keeps its weights in model.weights.npz, which Weighbridge can't read yet.");
}

TEST_CASE("foreign HDF5: not weights, or empty when blank") {
  File file({});
  file.checkpoint.layout = keras::Layout::hdf5_other;
  CHECK(file.judged().state == VerdictState::not_weights);
  file.tree.root.children.clear();
  CHECK(file.judged().state == VerdictState::empty);
  CHECK(file.judged().headline == "This file is empty: a sound HDF5 file with nothing in it.");
}

TEST_CASE("the words of the principal finding stand in the verdict") {
  File file({layer("dense", LayerState::empty)});
  const Finding note{.id = "weightless-only",
                     .severity = Severity::note,
                     .confidence = Confidence::certain,
                     .params = {},
                     .evidence = {}};
  const Finding cause{.id = "never-built",
                      .severity = Severity::error,
                      .confidence = Confidence::likely,
                      .params = {{"layers", "dense"}},
                      .evidence = {}};
  REQUIRE(catalogue::find("never-built") != nullptr);
  const Verdict verdict = file.judged({cause});
  CHECK(verdict.why == rules::fill(catalogue::find("never-built")->why, cause.params));
  CHECK(verdict.next == rules::fill(catalogue::find("never-built")->next, cause.params));
  CHECK(verdict.because == "never-built");
  CHECK_FALSE(file.judged().because);
  CHECK(report::principal_finding({note}, VerdictState::filled) == nullptr);
}

TEST_CASE("totals: an array under two hard links is counted once") {
  Layer first = layer("a", LayerState::filled, {tensor("kernel", {4, 2})});
  first.tensors[0].storage.object_address = 800;
  Layer again = first;
  again.name = "b";
  Layer other = first;
  other.tensors[0].storage.object_address = 1600;
  const Totals totals = report::count_totals({first, again, other});
  CHECK(totals.layers_with_weights == 3);
  CHECK(totals.tensors == 2);
  CHECK(totals.parameters == 2 * first.tensors[0].parameters);
  other.tensors[0].storage = {.object_address = 800, .file = 1};  // the same place in another file
  CHECK(report::count_totals({first, other}).tensors == 2);
}

TEST_CASE("totals: absurd shapes saturate instead of wrapping") {
  Layer bomb = layer("bomb", LayerState::filled, {tensor("kernel", {1}), tensor("bias", {1})});
  for (Tensor& t : bomb.tensors) t.parameters = t.bytes = ~std::uint64_t{0} - 1;
  const Totals totals = report::count_totals({bomb});
  CHECK(totals.parameters == ~std::uint64_t{0});
  CHECK(totals.bytes == ~std::uint64_t{0});
}
