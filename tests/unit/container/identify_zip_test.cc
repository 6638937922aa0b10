#include <array>
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "bytes.h"
#include "container/identify.h"
#include "identifying.h"
#include "python_zips.h"

using namespace weighbridge::container;
using test::identified;
using test::Member;
using std::string_literals::operator""s;

namespace {

Identification of_names(const std::vector<std::string>& names) {
  std::vector<Member> members;
  for (const std::string& name : names) members.push_back({.name = name, .content = "content"});
  Identification found = identified(test::make_zip(members));
  REQUIRE(found.zip);
  CHECK(found.zip->members.size() == names.size());
  return found;
}

const std::string kStored = test::from_hex(python_zips::kStored);

// A .keras archive whose HDF5 member has every byte value, so that any text conversion shows.
std::string keras_archive() {
  std::string weights = "\x89HDF\r\n\x1a\n";
  for (int i = 0; i < 20'000; ++i) weights += static_cast<char>(i * i % 251 + i % 5);
  return test::make_zip(
      {{.name = "metadata.json", .content = R"({"keras_version": "3.15.1", "date_saved": "2026-11-24@05:00:00"})"},
       {.name = "config.json", .content = R"({"module": "keras", "class_name": "Sequential"})"},
       {.name = "model.weights.h5", .content = weights}});
}

template <typename Convert>
std::string converted(std::string_view bytes, Convert convert) {
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); ++i) out += convert(bytes, i);
  return out;
}
std::string lf_to_crlf(std::string_view bytes, std::size_t i) {
  return bytes[i] == '\n' ? "\r\n"s : std::string(1, bytes[i]);
}
std::string crlf_to_lf(std::string_view bytes, std::size_t i) {
  return bytes.substr(i).starts_with("\r\n") ? ""s : std::string(1, bytes[i]);
}
std::string latin1_to_utf8(std::string_view bytes, std::size_t i) {
  const auto byte = static_cast<unsigned char>(bytes[i]);
  if (byte < 0x80) return std::string(1, bytes[i]);
  return {static_cast<char>(0xC0 | byte >> 6), static_cast<char>(0x80 | (byte & 0x3F))};
}
std::string utf8_replaced(std::string_view bytes, std::size_t i) {
  return static_cast<unsigned char>(bytes[i]) < 0x80 ? std::string(1, bytes[i]) : "\xEF\xBF\xBD"s;
}

}  // namespace

TEST_CASE("a .keras archive is one by its members") {
  CHECK(of_names({"metadata.json", "config.json", "model.weights.h5"}).kind == Kind::keras_zip);
  CHECK(of_names({"metadata.json", "config.json"}).kind == Kind::keras_zip);
  CHECK(of_names({"metadata.json", "config.json", "model.weights.npz"}).kind == Kind::keras_zip);
  CHECK(of_names({"model.weights.h5"}).kind == Kind::keras_zip);
  CHECK(of_names({"model.weights.h5", "__MACOSX/._model.weights.h5", "config.json", "metadata.json"}).kind ==
        Kind::keras_zip);
}

TEST_CASE("parts of one, or other members, make it a plain zip") {
  CHECK(of_names({"config.json"}).kind == Kind::zip);
  CHECK(of_names({"metadata.json"}).kind == Kind::zip);
  CHECK(of_names({"readme.txt", "config.json", "tokenizer.json"}).kind == Kind::zip);
  CHECK(of_names({"best.h5", "readme.txt"}).as<ZipContents>()->weights_inside == "best.h5");
  CHECK(of_names({"m/saved_model.pb", "m/variables/variables.index"}).as<ZipContents>()->format ==
        "a zipped TensorFlow SavedModel");
  CHECK(identified(test::make_zip({})).kind == Kind::zip);
}

TEST_CASE("an archive with a password is no .keras, whatever its members are called") {
  std::string locked = keras_archive();
  const std::size_t entry = locked.find("PK\x01\x02");
  locked[entry + 8] = static_cast<char>(locked[entry + 8] | 1);  // APPNOTE 4.4.4: bit 0 of the flags
  const Identification at_odds = identified(locked);             // only the list says so
  CHECK(at_odds.kind == Kind::keras_zip);
  CHECK_FALSE(at_odds.zip->complete);
  locked[6] = static_cast<char>(locked[6] | 1);
  const Identification found = identified(locked);
  CHECK(found.kind == Kind::zip);
  CHECK(found.as<ZipContents>()->format == "a zip archive with a password");
}

TEST_CASE("an archive that was zipped again with its folder names the folder") {
  const Identification found =
      of_names({"model/", "model/metadata.json", "model/config.json", "model/model.weights.h5"});
  CHECK(found.kind == Kind::zip);
  CHECK(found.as<ZipContents>()->keras_folder == "model");
  CHECK(
      of_names({"__MACOSX/x/config.json", "a/b/config.json", "a/b/model.weights.h5"}).as<ZipContents>()->keras_folder ==
      "a/b");
  CHECK(of_names({"a/config.json", "b/metadata.json"}).as<ZipContents>()->keras_folder.empty());
}

TEST_CASE("PyTorch and NumPy archives are told apart") {
  CHECK(of_names({"archive/data.pkl", "archive/version", "archive/data/0"}).kind == Kind::torch_zip);
  CHECK(of_names({"a/b/data.pkl"}).kind == Kind::zip);
  CHECK(of_names({"arr_0.npy", "arr_1.npy"}).kind == Kind::npz);
  CHECK(of_names({"arr_0.npy", "readme.txt"}).kind == Kind::zip);
}

TEST_CASE("a cut archive is still known, even by its first member alone") {
  for (std::size_t length = 1; length < kStored.size(); ++length) {
    CAPTURE(length);
    const Identification found = identified(kStored.substr(0, length));
    if (length >= 44)
      CHECK(found.kind == Kind::keras_zip);  // the first name is whole
    else if (length >= 4)
      CHECK((found.kind == Kind::zip || found.kind == Kind::keras_zip));
    CHECK(found.mangling == Mangling::none);
  }
  const Identification other =
      identified(test::make_zip({{.name = "metadata.json", .content = std::string(500, ' ')}}).substr(0, 400));
  CHECK(other.kind == Kind::zip);
}

TEST_CASE("an archive behind junk is known by its directory") {
  for (const auto& junk : {"\xEF\xBB\xBF"s, std::string(512, '\0'), "HTTP/1.1 200 OK\r\n\r\n"s}) {
    const Identification found = identified(junk + kStored);
    CHECK(found.kind == Kind::keras_zip);
    REQUIRE(found.zip);
    CHECK(found.zip->complete);
    CHECK(found.zip->prefix_bytes == junk.size());
  }
  CHECK(identified("bytes that mention PK\x03\x04 and PK\x05\x06 only, and go on for a while\n").kind == Kind::unknown);
}

TEST_CASE("an end record alone makes no archive of what is in front of it") {
  CHECK(identified("junk in front" + test::end_part(0, 0, 13)).kind == Kind::unknown);
}

TEST_CASE("a sound archive is not mangled, whatever its members are") {
  CHECK(identified(test::make_zip({{.name = "model.weights.h5", .content = "\x89HDF\n\x1a\n and so on"}})).mangling ==
        Mangling::none);
  // Text in many languages with a piece missing: damaged, but not by a conversion. Checksum and sizes are such that the
  // whole is UTF-8.
  const std::string line =
      "gr\xC3\xB6\xC3\x9F"
      "er \xE2\x82\xAC \r\n line\n";
  std::string text;
  while (text.size() < 0x1F00) text += line;
  text.resize(0x2010, ' ');
  std::string damaged = test::make_zip({{.name = "a.txt", .content = text, .crc32 = 0x20202020},
                                        {.name = "b.txt", .content = text, .crc32 = 0x20202020}});
  damaged.erase(damaged.find(line), line.size());
  REQUIRE(weighbridge::text::is_valid_utf8(damaged));
  const Identification found = identified(damaged);
  REQUIRE(found.zip);
  CHECK(found.zip->inconsistent);
  CHECK(found.mangling == Mangling::none);
}

TEST_CASE("an archive that was taken for text tells how") {
  const std::string sound = keras_archive();
  CHECK(identified(sound).mangling == Mangling::none);
  struct Case {
    std::string (*convert)(std::string_view, std::size_t);
    Mangling mangling;
  };
  constexpr std::array kCases = {Case{lf_to_crlf, Mangling::lf_to_crlf}, Case{crlf_to_lf, Mangling::crlf_to_lf},
                                 Case{latin1_to_utf8, Mangling::latin1_to_utf8},
                                 Case{utf8_replaced, Mangling::utf8_replaced}};
  for (const Case& c : kCases) {
    const std::string mangled = converted(sound, c.convert);
    REQUIRE(mangled != sound);
    // Cut as well: nothing at the end helps.
    for (const std::string& file : {mangled, mangled.substr(0, mangled.size() / 2)}) {
      const Identification found = identified(file);
      CAPTURE(static_cast<int>(c.mangling), file.size());
      CHECK(found.kind == Kind::keras_zip);
      CHECK(found.mangling == c.mangling);
      CHECK(found.was == "zip");
    }
  }
}

TEST_CASE("an archive without HDF5 inside tells it by its characters and line ends") {
  std::string text;
  for (int i = 0; i < 3000; ++i) text += "line " + std::to_string(i) + "\n";
  std::string bytes;
  for (int i = 0; i < 3000; ++i) bytes += static_cast<char>(i * 7 % 256);
  const std::string lines = test::make_zip({{.name = "a.txt", .content = text}, {.name = "b.txt", .content = text}});
  CHECK(identified(lines).mangling == Mangling::none);
  CHECK(identified(converted(lines, lf_to_crlf)).mangling == Mangling::lf_to_crlf);
  const std::string binary = test::make_zip({{.name = "a.bin", .content = bytes}, {.name = "b.bin", .content = bytes}});
  CHECK(identified(binary).mangling == Mangling::none);
  CHECK(identified(converted(binary, latin1_to_utf8)).mangling == Mangling::latin1_to_utf8);
  CHECK(identified(converted(binary, utf8_replaced)).mangling == Mangling::utf8_replaced);
}
