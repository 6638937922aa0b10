// HDF5 and what is told by its first bytes. Models of other programs are in identify_models_test.cc, text in
// identify_text_test.cc, archives in identify_zip_test.cc.
#include "container/identify.h"

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <random>
#include <set>
#include <string>
#include <string_view>

#include "bytes.h"
#include "identifying.h"

using namespace weighbridge::container;
using test::identified;
using test::kind_of;
using test::varied;
using std::string_literals::operator""s;

namespace {

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
  const Identification header =
      identified("HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\n\r\n" + kSound);
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
  CHECK(identified(tar).as<PackedFile>() != nullptr);
  CHECK(identified("\x89PNG\r\n\x1A\n" + tail).as<OtherFormat>()->name == "a PNG image");
  CHECK(identified("\x04\x22\x4D\x18" + tail).as<PackedFile>()->format == "an LZ4-compressed file");
  CHECK(kind_of("\x89PNG\r\n\x1A\n" + tail) == "unknown");
  CHECK(identified("\0\x05\x16\x07\0\x02\0\0Mac OS X        "s + tail)
            .as<OtherFormat>()
            ->name.starts_with("what macOS keeps"));
  CHECK(identified("L\0\0\0\x01\x14\x02\0"s + tail).as<OtherFormat>()->name == "a Windows shortcut");
  CHECK(identified("Salted__" + tail).as<OtherFormat>()->name == "a file that OpenSSL encrypted");
}

TEST_CASE("a tar archive is one, also with an HDF5 file inside") {
  std::string pax = "./PaxHeaders/m.h5" + std::string(240, '\0') + "ustar" + std::string(1'274, '\0');
  // Where Python's tarfile begins the content of its first member; HDF5 does not look there.
  REQUIRE(pax.size() == 1'536);
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
  const Identification hdf5 =
      identified(test::from_hex("1f8b0800000000000203ebf47071e3e592e262a0030000548c69e06c000000"));
  CHECK(hdf5.kind == Kind::gzip);
  CHECK(hdf5.as<PackedFile>()->inside == Inside::hdf5);
  // gzip.compress(gzip.compress(b'\x89HDF\r\n\x1a\n' + 100 zero bytes, mtime=0), mtime=0)
  const std::string twice = test::from_hex(
      "1f8b080000000000020393efe660000126e6d75f0a0a1f3f9df4286901330343484fe6831ca03000168dcefa1f000000");
  CHECK(identified(twice).as<PackedFile>()->inside == Inside::gzip);
  const Identification named = identified("\x1F\x8B\x08\x08\0\0\0\0\0\x03model.h5\0broken"s);
  CHECK(named.as<PackedFile>()->inside == Inside::not_known);
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

TEST_CASE("an HDF5 file that lost its signature is known by its structures") {
  const std::string heap = "HEAP\0\0\0\0"s;
  const std::string file = std::string(512, '\0') + "TREE\0\0\1\0"s + varied(500) + heap + varied(500);
  CHECK(identified(file).kind == Kind::hdf5);
  CHECK(identified(file).was == "hdf5");
  CHECK(kind_of(std::string(512, '\0') + heap + varied(500)) == "unknown");
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
