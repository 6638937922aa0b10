#include <catch2/catch_test_macros.hpp>
#include <map>
#include <string>
#include <string_view>

#include "base/text.h"
#include "bytes.h"
#include "container/identify.h"

using namespace weighbridge::container;
using std::string_literals::operator""s;

namespace {

Identification identified(std::string_view file) {
  auto source = test::source_of(file);
  auto found = identify(source);
  REQUIRE(found);
  return *std::move(found);
}

using Facts = std::map<std::string, std::string>;

void check(std::string_view file, std::string_view kind, const Facts& facts) {
  CAPTURE(std::string(file.substr(0, 80)));
  const Identification found = identified(file);
  CHECK(kind_id(found.kind) == kind);
  CHECK(found.facts == facts);
}

constexpr std::string_view kOid = "sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393";
const std::string kPointer = "version https://git-lfs.github.com/spec/v1\noid " + std::string(kOid) + "\nsize 14512\n";

}  // namespace

TEST_CASE("Git LFS pointers are parsed") {
  const Facts facts = {{"oid", std::string(kOid)}, {"size_bytes", "14512"}};
  check(kPointer, "git-lfs-pointer", facts);
  std::string crlf = kPointer;
  for (std::size_t at = crlf.find('\n'); at != std::string::npos; at = crlf.find('\n', at + 2)) crlf.insert(at, 1, '\r');
  check(crlf, "git-lfs-pointer", facts);
  check("\xEF\xBB\xBF" + kPointer, "git-lfs-pointer", facts);
  check(kPointer.substr(0, 60), "git-lfs-pointer", {{"oid", "sha256:4d7a21"}});
  check("version https://git-lfs.github.com/spec/v1\nsize -5\n", "git-lfs-pointer", {});
  check("version https://example.com/spec/v1\nsize 5\n", "text", {});
  CHECK(identified(kPointer).text_excerpt.starts_with("version https://git-lfs"));
}

TEST_CASE("web pages in any case, behind blanks, marks and comments") {
  check("<!DOCTYPE html>\n<html><head><title>Google Drive - Virus scan warning</title></head>", "html",
        {{"title", "Google Drive - Virus scan warning"}});
  check("\xEF\xBB\xBF \r\n\t<!doctype HTML><HTML><TITLE lang=en>\n  Sign in  to\n your account </TITLE>", "html",
        {{"title", "Sign in to your account"}});
  check("<!-- saved -->\n<html><body>no title</body></html>", "html", {});
  check("<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC \"x\"><html><title>a &amp; b &lt;c&gt;</title></html>", "html",
        {{"title", "a & b <c>"}});
  check("<html>\r\n<head><title>404 Not Found</title></head>", "html", {{"title", "404 Not Found"}});
  check("<h1>403 Forbidden</h1>", "html", {});
  check("<html lang=\"zh\"><title>\xB4\xED\xCE\xF3</title>", "html",
        {{"title", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"}});  // GBK
  check("<html><title>never closed", "html", {});
  CHECK(identified("<html><title>" + std::string(5000, 'x') + "</title>").facts.at("title").size() == 150);
}

TEST_CASE("a page longer than what is looked at first") {
  const std::string page = "<!DOCTYPE html><html><head><title>big</title></head><body>" + std::string(300'000, 'x') + "</body></html>";
  check(page, "html", {{"title", "big"}});
}

TEST_CASE("XML error documents give their code") {
  check("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>", "xml",
        {{"root", "Error"}, {"code", "AccessDenied"}, {"message", "Access Denied"}});
  check("<Error><Code>NoSuchKey</Code></Error>", "xml", {{"root", "Error"}, {"code", "NoSuchKey"}});
  check("<?xml version='1.0'?>", "xml", {});
  check("<3 is a heart\n", "text", {});
}

TEST_CASE("JSON: errors, configs, shard indexes") {
  check(R"({"error":"Not Found"})", "json", {{"keys", "error"}, {"message", "Not Found"}});
  check("  \n{\"message\": \"Bad credentials\", \"status\": 401}", "json", {{"keys", "message, status"}, {"message", "Bad credentials"}});
  check(R"({"error": {"code": 403, "message": "no access"}})", "json", {{"keys", "error"}, {"message", "no access"}});
  check(R"({"class_name": "Sequential", "config": {}})", "json", {{"keys", "class_name, config"}, {"class_name", "Sequential"}});
  check(R"([1, 2, 3])", "json", {});
  check("\xEF\xBB\xBF{}", "json", {{"keys", ""}});
  check(
      R"({"metadata": {"total_size": 9}, "weight_map": {"/a": "m_00000.weights.h5", "/b": ["m_00000.weights.h5", "m_00001.weights.h5"]}})",
      "json", {{"keys", "metadata, weight_map"}, {"weight_map", "2"}, {"shards", "m_00000.weights.h5, m_00001.weights.h5"}});
}

TEST_CASE("what only begins like JSON is said to be broken; what merely looks like it is text") {
  check(R"({"weight_map": {"/a": "m_000)", "json", {{"valid", "false"}});
  check("[1] Not found.", "text", {});
  check("{not json}", "text", {});
  check("{'python': 'dict'}", "text", {});
}

TEST_CASE("a long index is read to its end") {
  std::string index = R"({"weight_map": {)";
  for (int i = 0; i < 60'000; ++i)
    index += (i > 0 ? ", \"/layers/dense_" : "\"/layers/dense_") + std::to_string(i) + "/vars\": \"m_00000.weights.h5\"";
  index += "}}";
  REQUIRE(index.size() > 2'900'000);
  check(index, "json", {{"keys", "weight_map"}, {"weight_map", "60000"}, {"shards", "m_00000.weights.h5"}});
  index.resize(index.size() - 1);
  check(index, "json", {{"valid", "false"}});
}

TEST_CASE("Python source is recognised by whole statements") {
  const Facts python = {{"language", "python"}};
  check("import numpy as np\n\nmodel = 1\n", "text", python);
  check("\"\"\"Trains it.\"\"\"\nfrom tensorflow.keras import layers\n", "text", python);
  check("# comment\r\nimport os, sys  # both\r\n", "text", python);
  check("x = 1\ndef build(shape):\n    return shape\n", "text", python);
  check("class Model(keras.Model):\n    pass\n", "text", python);
  check("#!/usr/bin/env python3\nprint(1)\n", "text", python);
  check("#!/bin/bash\necho\n", "text", {{"language", "bash"}});
  check("from now on, import duties apply\nimport duties: high\nclass struggle: a history\ndefine this\n", "text", {});
}

TEST_CASE("a path and nothing else is a symbolic link that was checked out as text") {
  check("model1000.h5", "text", {{"symlink_target", "model1000.h5"}});
  check("../weights/model.weights.h5\n", "text", {{"symlink_target", "../weights/model.weights.h5"}});
  check("../weights/best", "text", {{"symlink_target", "../weights/best"}});
  for (const char* text : {"Not Found", "404: Not Found", "OK", "3.14", "https://example.com/m.h5", "a.h5\nb.h5\n", "Forbidden.", "model"})
    check(text, "text", {});
  check(std::string(300, 'a') + ".h5", "text", {});
}

TEST_CASE("other texts that explain themselves") {
  check("model_checkpoint_path: \"w.ckpt\"\nall_model_checkpoint_paths: \"w.ckpt\"\n", "text", {{"tf_checkpoint", "w.ckpt"}});
  check("outs:\n- md5: a304afb96060aad90176268345e10355\n  path: model.h5\n", "text", {{"pointer", "dvc"}});
  check("/annex/objects/SHA256E-s13064--4d7a.h5\n", "text", {{"pointer", "git-annex"}});
  check("iUhERg0KGgoAAAAAAAgIAAQAEAAAAAAAAAAAAAAAAAD//////////w==\n", "text", {{"base64_of", "hdf5"}});
  check("UEsDBBQAAAAAAAAAIQAXv89aQAAAAEAAAAANAAAA\n", "text", {{"base64_of", "zip"}});
}

TEST_CASE("text in other encodings is still text") {
  check("\xFF\xFEh\0e\0l\0l\0o\0 \0y\0o\0u\0"s, "text", {{"encoding", "utf-16"}});
  check("\xFE\xFF\0h\0i\0 \0t\0h\0e\0r\0e"s, "text", {{"encoding", "utf-16"}});
  check("Das Netz wurde nicht gro\xDF genug trainiert, leider.\n", "text", {{"encoding", "8-bit"}});
  check("Epoch 1/5\r\n\x1b[1m 10/10\x1b[0m loss: 0.1\b\b\n", "text", {});
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
