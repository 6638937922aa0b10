// Models of other programs, told by what is behind a weak beginning.
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cstddef>
#include <string>
#include <string_view>

#include "bytes.h"
#include "container/identify.h"
#include "identifying.h"

using namespace weighbridge::container;
using std::string_literals::operator""s;
using test::identified;
using test::kind_of;
using test::varied;

TEST_CASE("pickles by their protocol and first opcode") {
  // pickle.dumps({'a': [1, 2.5]}, protocol=2..5) of Python 3.11
  constexpr std::array<std::string_view, 4> kPickles = {
      "80027d710058010000006171015d7102284b0147400400000000000065732e",
      "80037d710058010000006171015d7102284b0147400400000000000065732e",
      "80049517000000000000007d948c0161945d94284b0147400400000000000065732e",
      "80059517000000000000007d948c0161945d94284b0147400400000000000065732e"};
  for (std::size_t i = 0; i < kPickles.size(); ++i) {
    const Identification found = identified(test::from_hex(kPickles[i]));
    CHECK(found.kind == Kind::pickle);
  }
  const std::string whole = test::from_hex(kPickles[2]);
  CHECK(kind_of(whole.substr(0, whole.size() / 2)) == "pickle");  // cut
  CHECK(kind_of("\x80\x04\x95" + test::little(1ull << 40, 8) + varied(200)) == "unknown");
  const std::string torch = test::from_hex("80028a0a6cfc9c46f9206aa850192e80024de9032e");
  CHECK(kind_of(torch) == "pickle");
  CHECK(identified(torch).as<OtherFormat>()->name == "a PyTorch checkpoint (before PyTorch 1.6)");
}

TEST_CASE("pickles of the protocols that have no mark") {
  // Python 3.11 with NumPy 1.26 and 2.4, protocol 0 and 1: lists, dicts and arrays, shortened in the middle
  for (const std::string& file : {"(lp0\nI1\naI2\na."s, "(dp0\nVa\np1\n(lp2\nF1.5\naI2\nas."s,
                                  "]q\0(K\x01K\x02"
                                  "e."s,
                                  "}q\0X\x01\0\0\0aq\x01]q\x02(G?\xf8\0\0\0\0\0\0K\x02"
                                  "es."s,
                                  "cnumpy._core.multiarray\n_reconstruct\np0\n(cnumpy\nndarray\np1\n(I0\ntp2\nb."s,
                                  "cnumpy.core.multiarray\n_reconstruct\nq\0(cnumpy\nndarray\nq\x01(K\0tq\x02"
                                  "b."s})
    CHECK(kind_of(file) == "pickle");
  for (const char* text : {"(lp0\nI1\naI2\na", "call me\nmaybe\nplease.", "config\nweights\nmore words.", "(lp."})
    CHECK(kind_of(text) != "pickle");
}

TEST_CASE("safetensors by its length and header") {
  const std::string header = R"({"__metadata__":{"format":"pt"},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})";
  const std::string file = test::little(header.size(), 8) + header + "\x01\x02\x03\x04";
  CHECK(kind_of(file) == "safetensors");
  CHECK(kind_of(file.substr(0, 30)) == "safetensors");  // cut
  CHECK(kind_of(test::little(1ull << 40, 8) + header) == "unknown");
}

TEST_CASE("ONNX and SavedModel by the fields of their protocol buffers") {
  // onnx.proto: ir_version = 8, producer_name = "keras2onnx", graph { name: "g" }, opset_import { version: 13 }
  const std::string onnx = "\x08\x08\x12\x0akeras2onnx\x3a\x03\x12\x01g\x42\x02\x10\x0d"s;
  CHECK(kind_of(onnx) == "onnx");
  CHECK(kind_of("\x08\x08\x12\xFF\x01keras2onnx"s) == "unknown");  // a length that reaches beyond the file
  CHECK(kind_of("\x08\x08\x13\x0akeras2onnx\x3a\x03\x12\x01g"s) == "unknown");
  // saved_model.proto: saved_model_schema_version = 1, meta_graphs { meta_info_def { tags: "serve" } }
  CHECK(kind_of("\x08\x01\x12\x09\x0a\x07\x22\x05serve"s) == "tf-savedmodel");
  CHECK(kind_of("\x08\x01\x12\x79\x0a\x07\x22\x05serve"s) == "unknown");
}

TEST_CASE("Core ML models and TensorFlow graphs by the fields of their protocol buffers") {
  // Model.proto: specificationVersion = 1, description { input { name: "x" } }, neuralNetwork { layers { name: "l" } }
  const std::string core_ml = "\x08\x01\x12\x05\x0a\x03\x0a\x01x\xa2\x1f\x05\x0a\x03\x0a\x01l"s;
  CHECK(identified(core_ml).as<OtherFormat>()->name == "a Core ML model (.mlmodel)");
  // graph.proto: node { name: "x", op: "Placeholder" }, node { name: "y", op: "Identity", input: "x" }, versions {
  // producer: 27 }
  const std::string graph =
      "\x0a\x10\x0a\x01x\x12\x0bPlaceholder\x0a\x10\x0a\x01y\x12\x08Identity\x1a\x01x\x22\x02\x08\x1b"s;
  CHECK(identified(graph).as<OtherFormat>()->name == "a TensorFlow graph (.pb)");
  CHECK(identified("\x0a\x10\x0a\x01x\x12\x0bplaceholder"s).as<OtherFormat>() == nullptr);
}

TEST_CASE("pieces of an Orbax checkpoint") {
  CHECK(kind_of("\x0c\xdb\x3a\x2ar\0\0\0\0\0\0\0"s) == "orbax");
  CHECK(kind_of("\x0c\xdb\x20\xder\0\0\0\0\0\0\0"s) == "orbax");
  CHECK(kind_of("\x0c\xdb\x3a\x2br\0\0\0\0\0\0\0"s) == "unknown");
  CHECK(kind_of(R"({"item_handlers": {}, "metrics": {}, "init_timestamp_nsecs": 1})") == "orbax");
  CHECK(kind_of(R"({"tree_metadata": {}, "use_ocdbt": true})") == "orbax");
  CHECK(kind_of(R"({"YS5i": "{\"sharding_type\": \"SingleDeviceSharding\"}"})") == "orbax");
  CHECK(kind_of(R"({"a": "{\"sharding_type\": 1}", "b": "other"})") == "json");
  CHECK(kind_of("Checkpoint commit was successful to /steps/3") == "orbax");
  CHECK(kind_of(R"({"tree_metadata": {}})") == "json");
  CHECK(kind_of(R"({"config": "{\"module\": \"keras\", \"class_name\": \"Sequential\"}"})") == "orbax");
  CHECK(kind_of(R"({"config": "{}"})") == "json");
}
