#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "bytes.h"
#include "container/identify.h"
#include "identifying.h"

using namespace weighbridge::container;
using test::identified;
using std::string_literals::operator""s;

namespace {

template <typename Detail>
Detail detail(std::string_view file, Kind kind) {
  CAPTURE(std::string(file.substr(0, 80)));
  const Identification found = identified(file);
  REQUIRE(found.kind == kind);
  const Detail* detail = found.as<Detail>();
  REQUIRE(detail != nullptr);
  return *detail;
}

std::optional<std::uint64_t> lfs_size(std::string_view file) {
  return detail<LfsPointer>(file, Kind::git_lfs_pointer).size_bytes;
}
std::string title_of(std::string_view file) { return detail<HtmlPage>(file, Kind::html).title; }
std::string code_of(std::string_view file) { return detail<XmlDocument>(file, Kind::xml).code; }
JsonDocument json_of(std::string_view file) { return detail<JsonDocument>(file, Kind::json); }

void check_text(std::string_view file, TextKind kind, std::string_view named = "") {
  CAPTURE(std::string(file.substr(0, 80)));
  const auto text = detail<PlainText>(file, Kind::text);
  CHECK(text.kind == kind);
  CHECK(text.named == named);
}

constexpr std::string_view kOid = "sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393";
const std::string kPointer = "version https://git-lfs.github.com/spec/v1\noid " + std::string(kOid) + "\nsize 14512\n";

}  // namespace

TEST_CASE("Git LFS pointers are parsed") {
  CHECK(lfs_size(kPointer) == 14512);
  std::string crlf = kPointer;
  for (std::size_t at = crlf.find('\n'); at != std::string::npos; at = crlf.find('\n', at + 2))
    crlf.insert(at, 1, '\r');
  CHECK(lfs_size(crlf) == 14512);
  CHECK(lfs_size("\xEF\xBB\xBF" + kPointer) == 14512);
  CHECK(lfs_size(kPointer.substr(0, 60)) == std::nullopt);
  CHECK(lfs_size("version https://git-lfs.github.com/spec/v1\nsize -5\n") == std::nullopt);
  CHECK(lfs_size("version https://git-lfs.github.com/spec/v1\nsize 12x\n") == std::nullopt);
  check_text("version https://example.com/spec/v1\nsize 5\n", TextKind::plain);
  CHECK(identified(kPointer).text_excerpt.starts_with("version https://git-lfs"));
}

TEST_CASE("web pages in any case, behind blanks, marks and comments") {
  CHECK(title_of("<!DOCTYPE html>\n<html><head><title>Google Drive - Virus scan warning</title></head>") ==
        "Google Drive - Virus scan warning");
  CHECK(title_of("\xEF\xBB\xBF \r\n\t<!doctype HTML><HTML><TITLE lang=en>\n  Sign in  to\n your account </TITLE>") ==
        "Sign in to your account");
  CHECK(title_of("<!-- saved -->\n<html><body>no title</body></html>").empty());
  CHECK(
      title_of("<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC \"x\"><html><title>a &amp; b &lt;c&gt;</title></html>") ==
      "a & b <c>");
  CHECK(title_of("<html>\r\n<head><title>404 Not Found</title></head>") == "404 Not Found");
  CHECK(title_of("<h1>403 Forbidden</h1>").empty());
  CHECK(title_of("<html lang=\"zh\"><title>\xB4\xED\xCE\xF3</title>") ==
        "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");  // GBK
  CHECK(title_of("<html><title>never closed").empty());
  CHECK(title_of("<html><title>" + std::string(5000, 'x') + "</title>").size() == 150);
}

TEST_CASE("a page longer than what is looked at first") {
  CHECK(title_of("<!DOCTYPE html><html><head><title>big</title></head><body>" + std::string(300'000, 'x') +
                 "</body></html>") == "big");
}

TEST_CASE("XML error documents give their code") {
  CHECK(code_of("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>AccessDenied</Code><Message>Access "
                "Denied</Message></Error>") == "AccessDenied");
  CHECK(code_of("<Error><Code>NoSuchKey</Code></Error>") == "NoSuchKey");
  CHECK(code_of("<?xml version='1.0'?>").empty());
  check_text("<3 is a heart\n", TextKind::plain);
}

TEST_CASE("JSON: errors, configs, shard indexes") {
  CHECK(json_of(R"({"error":"Not Found"})").message == "Not Found");
  CHECK(json_of("  \n{\"message\": \"Bad credentials\", \"status\": 401}").message == "Bad credentials");
  CHECK(json_of(R"({"error": {"code": 403, "message": "no access"}})").message == "no access");
  const JsonDocument config = json_of(R"({"class_name": "Sequential", "config": {}})");
  CHECK(config.class_name == "Sequential");
  CHECK_FALSE(config.message);
  for (const char* other : {"[1, 2, 3]", "\xEF\xBB\xBF{}"}) {
    const JsonDocument document = json_of(other);
    CHECK(document.is_valid);
    CHECK_FALSE((document.message || document.class_name || document.shards));
  }
  const JsonDocument index = json_of(
      R"({"metadata": {"total_size": 9}, "weight_map": {"/a": "m_00000.weights.h5", "/b": ["m_00000.weights.h5",
          "m_00001.weights.h5"]}})");
  REQUIRE(index.shards);
  CHECK(index.shards->entries == 2);
  CHECK(index.shards->files == std::vector<std::string>{"m_00000.weights.h5", "m_00001.weights.h5"});
}

TEST_CASE("what only begins like JSON is said to be broken; what merely looks like it is text") {
  CHECK_FALSE(json_of(R"({"weight_map": {"/a": "m_000)").is_valid);
  check_text("[1] Not found.", TextKind::plain);
  check_text("{not json}", TextKind::plain);
  check_text("{'python': 'dict'}", TextKind::plain);
}

// Shortened from what tensorflowjs_converter 4.22.0 wrote for .h5 files of Keras 3.15.1 and of tf.keras 2.15.
TEST_CASE("a model converted for TensorFlow.js is known by its contents") {
  const auto converted = [](std::string_view version, std::string_view weight) {
    return json_of(R"({"format": "layers-model", "modelTopology": {"keras_version": ")" + std::string(version) +
                   R"(", "model_config": {"class_name": "Sequential", "config": {"name": "sequential", "layers": []}}},
                       "weightsManifest": [{"paths": ["group1-shard1of1.bin"], "weights": [{"name": ")" +
                   std::string(weight) + R"(", "shape": [3, 3, 1, 2], "dtype": "float32"}]}]})");
  };
  const JsonDocument of_2 = converted("2.15.0", "conv2d/kernel");
  REQUIRE(of_2.tfjs);
  CHECK(of_2.tfjs->has_layers);
  CHECK(of_2.tfjs->keras_version == "2.15.0");
  CHECK(of_2.tfjs->renamed.empty());
  CHECK(converted("2.15.0", "sequential_1/conv2d/kernel").tfjs->renamed.empty());  // of a model inside
  CHECK(converted("3.15.1", "sequential/conv2d/kernel").tfjs->renamed == "sequential/conv2d/kernel");
  const JsonDocument graph =
      json_of(R"({"format": "graph-model", "modelTopology": {"node": []}, "weightsManifest": []})");
  REQUIRE(graph.tfjs);
  CHECK_FALSE(graph.tfjs->has_layers);
  CHECK_FALSE(json_of(R"({"modelTopology": {}})").tfjs);
}

TEST_CASE("a long index is read to its end") {
  std::string index = R"({"weight_map": {)";
  for (int i = 0; i < 60'000; ++i)
    index +=
        (i > 0 ? ", \"/layers/dense_" : "\"/layers/dense_") + std::to_string(i) + "/vars\": \"m_00000.weights.h5\"";
  index += "}}";
  REQUIRE(index.size() > 2'900'000);
  const JsonDocument whole = json_of(index);
  REQUIRE(whole.shards);
  CHECK(whole.shards->entries == 60000);
  CHECK(whole.shards->files == std::vector<std::string>{"m_00000.weights.h5"});
  index.resize(index.size() - 1);
  CHECK_FALSE(json_of(index).is_valid);
}

TEST_CASE("Python source is recognised by whole statements") {
  check_text("import numpy as np\n\nmodel = 1\n", TextKind::source_code, "python");
  check_text("\"\"\"Trains it.\"\"\"\nfrom tensorflow.keras import layers\n", TextKind::source_code, "python");
  check_text("# comment\r\nimport os, sys  # both\r\n", TextKind::source_code, "python");
  check_text("x = 1\ndef build(shape):\n    return shape\n", TextKind::source_code, "python");
  check_text("class Model(keras.Model):\n    pass\n", TextKind::source_code, "python");
  check_text("#!/usr/bin/env python3\nprint(1)\n", TextKind::source_code, "python");
  check_text("#!/bin/bash\necho\n", TextKind::source_code, "bash");
  check_text("from now on, import duties apply\nimport duties: high\nclass struggle: a history\ndefine this\n",
             TextKind::plain);
}

TEST_CASE("a path and nothing else is a symbolic link that was checked out as text") {
  check_text("model1000.h5", TextKind::link_target, "model1000.h5");
  check_text("../weights/model.weights.h5\n", TextKind::link_target, "../weights/model.weights.h5");
  check_text("../weights/best", TextKind::link_target, "../weights/best");
  for (const char* text :
       {"Not Found", "404: Not Found", "OK", "3.14", "https://example.com/m.h5", "a.h5\nb.h5\n", "Forbidden.", "model"})
    check_text(text, TextKind::plain);
  check_text(std::string(300, 'a') + ".h5", TextKind::plain);
}

TEST_CASE("other texts that explain themselves") {
  check_text("model_checkpoint_path: \"w.ckpt\"\nall_model_checkpoint_paths: \"w.ckpt\"\n", TextKind::tf_checkpoint,
             "w.ckpt");
  check_text("outs:\n- md5: a304afb96060aad90176268345e10355\n  path: model.h5\n", TextKind::dvc_pointer);
  check_text("/annex/objects/SHA256E-s13064--4d7a.h5\n", TextKind::git_annex_pointer);
  check_text("iUhERg0KGgoAAAAAAAgIAAQAEAAAAAAAAAAAAAAAAAD//////////w==\n", TextKind::base64_of_hdf5);
  check_text("UEsDBBQAAAAAAAAAIQAXv89aQAAAAEAAAAANAAAA\n", TextKind::base64_of_zip);
}

TEST_CASE("text in other encodings is still text") {
  check_text("\xFF\xFEh\0e\0l\0l\0o\0 \0y\0o\0u\0"s, TextKind::plain);
  check_text("\xFE\xFF\0h\0i\0 \0t\0h\0e\0r\0e"s, TextKind::plain);
  check_text("Das Netz wurde nicht gro\xDF genug trainiert, leider.\n", TextKind::plain);
  check_text("Epoch 1/5\r\n\x1b[1m 10/10\x1b[0m loss: 0.1\b\b\n", TextKind::plain);
  CHECK(identified("\xFF\xFEh\0i\0 \0y\0o\0u\0"s).text_excerpt == "hi you");
}

TEST_CASE("bytes that no text has make it no text") {
  for (const char c : {'\0', '\x01', '\x0e', '\x7f'}) {
    CAPTURE(static_cast<int>(c));
    CHECK(identified("a text with one byte that is none: "s + c + " and more").kind == Kind::unknown);
  }
  CHECK(identified(std::string(200'000, 'a') + "\xFF\0\xFF"s + std::string(100'000, 'a')).kind == Kind::unknown);
  CHECK(identified(std::string(3'000'000, 'a') + "\0"s).kind == Kind::text);  // padding
  CHECK(identified(std::string(3'000'000, 'a') + "\x01 b"s).kind == Kind::unknown);
}

TEST_CASE("a character that lies across the border of what is looked at does no harm") {
  for (std::size_t shift = 0; shift < 4; ++shift) {
    CAPTURE(shift);
    std::string text(shift, 'a');
    while (text.size() < 1'500'000) text += "\xF0\x9F\x98\x80";
    CHECK(identified(text).kind == Kind::text);
  }
}

TEST_CASE("the excerpt is short and valid") {
  std::string text = "x";
  while (text.size() < 1000) text += "\xC3\xB6";
  const std::string excerpt = identified(text).text_excerpt;
  CHECK(excerpt.size() <= 200);
  CHECK(excerpt.size() > 190);
  CHECK(weighbridge::text::is_valid_utf8(excerpt));
}
