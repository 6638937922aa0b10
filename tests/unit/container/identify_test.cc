// HDF5 and everything binary. Text is in identify_text_test.cc, archives in identify_zip_test.cc.
#include "container/identify.h"

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <random>
#include <set>
#include <string>
#include <string_view>

#include "bytes.h"

using namespace weighbridge::container;
using std::string_literals::operator""s;

namespace {

Identification identified(std::string_view file) {
  auto source = test::source_of(file);
  auto found = identify(source);
  REQUIRE(found);
  CHECK(found->size_bytes == file.size());
  return *std::move(found);
}

std::string_view kind_of(std::string_view file) { return kind_id(identified(file).kind); }

std::string varied(std::size_t count) {  // neither text nor any format
  std::string bytes;
  for (std::size_t i = 0; i < count; ++i) bytes += static_cast<char>((i * 37 + 11) % 251);
  return bytes;
}

const std::string kSound = test::superblock_v0(3096) + varied(3000);

}  // namespace

TEST_CASE("every kind has its own id and title") {
  std::set<std::string_view> ids;
  for (int kind = 0; kind <= static_cast<int>(Kind::unknown); ++kind) {
    ids.insert(kind_id(static_cast<Kind>(kind)));
    CHECK_FALSE(kind_title(static_cast<Kind>(kind)).empty());
  }
  CHECK(ids.size() == static_cast<std::size_t>(Kind::unknown) + 1);
  CHECK(kind_id(Kind::hdf5) == "hdf5");
  CHECK(kind_id(Kind::seven_zip) == "7z");
  CHECK(kind_id(Kind::tf_savedmodel) == "tf-savedmodel");
  CHECK(kind_id(Kind::unknown) == "unknown");
}

TEST_CASE("nothing at all") {
  const Identification found = identified("");
  CHECK(found.kind == Kind::empty);
  CHECK(found.first_bytes_hex.empty());
}

TEST_CASE("zeros are zeros only if all are") {
  CHECK(kind_of("\0"s) == "zeros");
  CHECK(kind_of(std::string(300'000, '\0')) == "zeros");
  for (const std::size_t at : {0u, 1u, 70'000u, 200'000u, 299'999u}) {
    std::string bytes(300'000, '\0');
    bytes[at] = '\x01';
    CAPTURE(at);
    CHECK(kind_of(bytes) == "unknown");
  }
}

TEST_CASE("a large file of zeros is sampled, not read") {
  constexpr std::uint64_t kBytes = 20'000'000'000;
  test::SparseSource zeros(kBytes, {});
  CHECK(identify(zeros)->kind == Kind::zeros);
  CHECK(zeros.read_bytes < 4'000'000);
  test::SparseSource begun(kBytes, {{kBytes / 2, std::string(100'000, '\x01')}});
  CHECK(identify(begun)->kind == Kind::unknown);
}

TEST_CASE("HDF5 at the start, with its superblock") {
  const Identification found = identified(kSound);
  CHECK(found.kind == Kind::hdf5);
  CHECK(found.hdf5_signature_at == 0);
  REQUIRE(found.superblock);
  CHECK(found.superblock->end_of_file == 3096);
  CHECK(found.first_bytes_hex == "89 48 44 46 0D 0A 1A 0A 00 00 00 00 00 08 08 00");
  CHECK(found.mangling == Mangling::none);
  CHECK(found.was.empty());
}

TEST_CASE("HDF5 cut inside its superblock is still HDF5; inside its signature it only was") {
  for (const std::size_t length : {8u, 20u, 60u}) {
    const Identification found = identified(kSound.substr(0, length));
    CHECK(found.kind == Kind::hdf5);
    CHECK_FALSE(found.superblock);
  }
  for (const std::size_t length : {1u, 4u, 7u}) {
    const Identification found = identified(kSound.substr(0, length));
    CHECK(found.kind == Kind::unknown);
    CHECK(found.was == "hdf5");
    CHECK_FALSE(found.hdf5_signature_at);
  }
}

TEST_CASE("HDF5 behind a user block, wherever HDF5 looks for it") {
  for (const std::size_t at : {512u, 1024u, 4096u, 1u << 20, 1u << 21}) {
    for (const char filler : {'\0', ' ', 'x'}) {
      CAPTURE(at, filler);
      const Identification found = identified(std::string(at, filler) + kSound);
      CHECK(found.kind == Kind::hdf5);
      CHECK(found.hdf5_signature_at == at);
      REQUIRE(found.superblock);
      CHECK(found.superblock->end_of_file == at + 3096);
      CHECK(found.was.empty());
    }
  }
}

TEST_CASE("HDF5 behind junk is found but not called HDF5") {
  for (const std::size_t at : {1u, 3u, 511u, 513u, 1536u, (1u << 20) - 8}) {
    CAPTURE(at);
    const Identification found = identified(varied(at) + kSound);
    CHECK(found.kind == Kind::unknown);
    CHECK(found.hdf5_signature_at == at);
    CHECK(found.was == "hdf5");
    REQUIRE(found.superblock);
    CHECK(found.superblock->end_of_file == at + 3096);
  }
  CHECK_FALSE(identified(varied((1u << 20) + 5) + kSound).hdf5_signature_at);  // beyond the searched MiB
  const Identification header = identified("HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\n\r\n" + kSound);
  CHECK(header.kind == Kind::unknown);
  CHECK(header.hdf5_signature_at == 59);
}

TEST_CASE("HDF5 whose saving was killed under HDF5 1.8 begins with zeros and has no signature") {
  const Identification found = identified(std::string(2656, '\0') + varied(5000));
  CHECK(found.kind == Kind::unknown);
  CHECK(found.was.empty());
}

TEST_CASE("a signature that was mangled tells what happened") {
  struct Case {
    std::string_view front;
    Mangling mangling;
  };
  constexpr std::array kCases = {
      Case{"\x89HDF\n\x1a\n", Mangling::crlf_to_lf},
      Case{"\x89HDF\r\r\n\x1a\r\n", Mangling::lf_to_crlf},
      Case{"\x89HDF\r\n\x1a\r\n", Mangling::lf_to_crlf},
      Case{"\xEF\xBF\xBDHDF\r\n\x1a\n", Mangling::utf8_replaced},
      Case{"\xEF\xBF\xBDHDF\n\x1a\n", Mangling::utf8_replaced},
      Case{"\xC2\x89HDF\r\n\x1a\n", Mangling::latin1_to_utf8},
      Case{"\xE2\x80\xB0HDF\r\n\x1a\n", Mangling::latin1_to_utf8},
      Case{"?HDF\r\n\x1a\n", Mangling::utf8_replaced},
      Case{"HDF\r\n\x1a\n", Mangling::utf8_replaced},
  };
  for (const Case& c : kCases) {
    const Identification found = identified(std::string(c.front) + varied(2000));
    CAPTURE(found.first_bytes_hex);
    CHECK(found.mangling == c.mangling);
    CHECK(found.was == "hdf5");
    CHECK(found.kind == Kind::unknown);
    CHECK(found.facts.contains("mangled_by"));
  }
}

TEST_CASE("formats are told by their magic, not by a name") {
  const std::string tail = varied(600);
  CHECK(kind_of("\x93NUMPY\x01\0v\0{'descr': '<f4'}"s + tail) == "npy");
  CHECK(kind_of("GGUF\x03\0\0\0"s + tail) == "gguf");
  CHECK(kind_of("\x1c\0\0\0TFL3"s + tail) == "tflite");
  CHECK(kind_of("\x1F\x8B\x08\0\0\0\0\0"s + tail) == "gzip");
  CHECK(kind_of("BZh91AY&SY" + tail) == "bzip2");
  CHECK(kind_of("\xFD"
                "7zXZ\0"s +
                tail) == "xz");
  CHECK(kind_of("7z\xBC\xAF\x27\x1C" + tail) == "7z");
  CHECK(kind_of("Rar!\x1A\x07\0"s + tail) == "rar");
  CHECK(kind_of(tail + "\x57\xFB\x80\x8B\x24\x75\x47\xDB") == "tf-checkpoint-index");
  std::string tar = "model/weights.h5" + std::string(241, '\0') + "ustar" + std::string(300, '\0') + tail;
  CHECK(kind_of(tar) == "tar");
  CHECK(identified(tar).facts.at("first_member") == "model/weights.h5");
  CHECK(identified("\x89PNG\r\n\x1A\n" + tail).facts.at("format") == "a PNG image");
  CHECK(kind_of("\x89PNG\r\n\x1A\n" + tail) == "unknown");
  CHECK(identified("\0\x05\x16\x07\0\x02\0\0Mac OS X        "s + tail).facts.at("format").starts_with("what macOS keeps"));
  CHECK(identified("L\0\0\0\x01\x14\x02\0"s + tail).facts.at("format") == "a Windows shortcut");
  CHECK(identified("Salted__" + tail).facts.at("format") == "a file that OpenSSL encrypted");
}

TEST_CASE("a tar archive is one, also with an HDF5 file inside") {
  std::string pax = "./PaxHeaders/m.h5" + std::string(240, '\0') + "ustar" + std::string(1'274, '\0');
  REQUIRE(pax.size() == 1'536);  // where Python's tarfile begins the content of its first member; HDF5 does not look there
  const Identification found = identified(pax + kSound);
  CHECK(found.kind == Kind::tar);
  CHECK_FALSE(found.hdf5_signature_at);
}

TEST_CASE("near misses of a magic are not it") {
  const std::string tail = varied(600);
  CHECK(kind_of("BZh9 is no bzip2\n") == "text");
  CHECK(kind_of("\x93NUMP" + tail) == "unknown");
  CHECK(kind_of("GGU" + tail) == "unknown");
  CHECK(kind_of("\x80\x02\xFF" + tail) == "unknown");
  CHECK(kind_of("\x80\x06\x95" + tail) == "unknown");
}

TEST_CASE("what Keras users find inside a gzip file is named") {
  // gzip.compress(b'\x89HDF\r\n\x1a\n' + 100 zero bytes, mtime=0), and with a file name, from Python 3.11
  const Identification hdf5 = identified(test::from_hex("1f8b0800000000000203ebf47071e3e592e262a0030000548c69e06c000000"));
  CHECK(hdf5.kind == Kind::gzip);
  CHECK(hdf5.facts.at("inner") == "hdf5");
  CHECK_FALSE(hdf5.facts.contains("original_name"));
  // gzip.compress(gzip.compress(b'\x89HDF\r\n\x1a\n' + 100 zero bytes, mtime=0), mtime=0)
  CHECK(identified(test::from_hex("1f8b080000000000020393efe660000126e6d75f0a0a1f3f9df4286901330343484fe6831ca03000168dcefa1f000000"))
            .facts.at("inner") == "gzip");
  const Identification named = identified("\x1F\x8B\x08\x08\0\0\0\0\0\x03model.h5\0broken"s);
  CHECK(named.facts.at("original_name") == "model.h5");
  CHECK_FALSE(named.facts.contains("inner"));
}

TEST_CASE("pickles by their protocol and first opcode") {
  // pickle.dumps({'a': [1, 2.5]}, protocol=2..5) of Python 3.11
  constexpr std::array<std::string_view, 4> kPickles = {"80027d710058010000006171015d7102284b0147400400000000000065732e",
                                                        "80037d710058010000006171015d7102284b0147400400000000000065732e",
                                                        "80049517000000000000007d948c0161945d94284b0147400400000000000065732e",
                                                        "80059517000000000000007d948c0161945d94284b0147400400000000000065732e"};
  for (std::size_t i = 0; i < kPickles.size(); ++i) {
    const Identification found = identified(test::from_hex(kPickles[i]));
    CHECK(found.kind == Kind::pickle);
    CHECK(found.facts.at("protocol") == std::to_string(i + 2));
  }
  const std::string whole = test::from_hex(kPickles[2]);
  CHECK(kind_of(whole.substr(0, whole.size() / 2)) == "pickle");  // cut
  CHECK(kind_of("\x80\x04\x95" + test::little(1ull << 40, 8) + varied(200)) == "unknown");
  const std::string torch = test::from_hex("80028a0a6cfc9c46f9206aa850192e80024de9032e");
  CHECK(kind_of(torch) == "pickle");
  CHECK(identified(torch).facts.at("format") == "a PyTorch checkpoint (before PyTorch 1.6)");
}

TEST_CASE("safetensors by its length and header") {
  const std::string header = R"({"__metadata__":{"format":"pt"},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})";
  const std::string file = test::little(header.size(), 8) + header + "\x01\x02\x03\x04";
  CHECK(kind_of(file) == "safetensors");
  CHECK(identified(file).facts.at("tensors") == "1");
  CHECK(kind_of(file.substr(0, 30)) == "safetensors");  // cut
  CHECK(kind_of(test::little(1ull << 40, 8) + header) == "unknown");
}

TEST_CASE("ONNX and SavedModel by the fields of their protocol buffers") {
  // onnx.proto: ir_version = 8, producer_name = "keras2onnx", graph { name: "g" }, opset_import { version: 13 }
  const std::string onnx = "\x08\x08\x12\x0akeras2onnx\x3a\x03\x12\x01g\x42\x02\x10\x0d"s;
  CHECK(kind_of(onnx) == "onnx");
  CHECK(identified(onnx).facts.at("producer") == "keras2onnx");
  CHECK(kind_of("\x08\x08\x12\xFF\x01keras2onnx"s) == "unknown");  // a length that reaches beyond the file
  CHECK(kind_of("\x08\x08\x13\x0akeras2onnx\x3a\x03\x12\x01g"s) == "unknown");
  // saved_model.proto: saved_model_schema_version = 1, meta_graphs { meta_info_def { tags: "serve" } }
  CHECK(kind_of("\x08\x01\x12\x09\x0a\x07\x22\x05serve"s) == "tf-savedmodel");
  CHECK(kind_of("\x08\x01\x12\x79\x0a\x07\x22\x05serve"s) == "unknown");
}

TEST_CASE("Core ML models and TensorFlow graphs by the fields of their protocol buffers") {
  // Model.proto: specificationVersion = 1, description { input { name: "x" } }, neuralNetwork { layers { name: "l" } }
  const std::string core_ml = "\x08\x01\x12\x05\x0a\x03\x0a\x01x\xa2\x1f\x05\x0a\x03\x0a\x01l"s;
  CHECK(identified(core_ml).facts.at("format") == "a Core ML model (.mlmodel)");
  // graph.proto: node { name: "x", op: "Placeholder" }, node { name: "y", op: "Identity", input: "x" }, versions { producer: 27 }
  const std::string graph = "\x0a\x10\x0a\x01x\x12\x0bPlaceholder\x0a\x10\x0a\x01y\x12\x08Identity\x1a\x01x\x22\x02\x08\x1b"s;
  CHECK(identified(graph).facts.at("format") == "a TensorFlow graph (.pb)");
  CHECK_FALSE(identified("\x0a\x10\x0a\x01x\x12\x0bplaceholder"s).facts.contains("format"));
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
}

TEST_CASE("random bytes are unknown") {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    std::string bytes;
    for (int i = 0; i < 100'000; ++i) bytes += static_cast<char>(random());
    CHECK(kind_of(bytes) == "unknown");
  }
}

TEST_CASE("identifying a large file reads little of it") {
  constexpr std::uint64_t kBytes = 20'000'000'000;
  test::SparseSource sound(kBytes, {{0, test::superblock_v0(kBytes)}});
  CHECK(identify(sound)->kind == Kind::hdf5);
  CHECK(sound.read_bytes < 200'000);
  test::SparseSource strange(kBytes, {{0, "\x01strange"}});
  CHECK(identify(strange)->kind == Kind::unknown);
  CHECK(strange.read_bytes < 2'000'000);
}

TEST_CASE("only a broken source is an error") {
  const std::string file = std::string(512, 'u') + varied(2000);
  for (std::uint64_t failing = 0; failing < 20; ++failing) {
    test::SparseSource source(file.size(), {{0, file}});
    source.fail_at_read = failing;
    const auto found = identify(source);
    if (source.reads <= failing) {
      CHECK(found.has_value());
      break;
    }
    REQUIRE_FALSE(found);
    CHECK(found.error().code == weighbridge::ErrorCode::io);
  }
}
