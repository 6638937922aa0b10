#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "base/text.h"
#include "container/byte_reading.h"
#include "container/families.h"
#include "container/gzip_front.h"
#include "container/orbax.h"

namespace weighbridge::container {
namespace {

using std::string_view_literals::operator""sv;

struct Magic {
  std::size_t at;
  std::string_view bytes;
  Kind kind;
  std::string_view format;  // what it is, for formats that have no kind of their own
  bool is_packed = false;
};

// Each from the format's own specification.
constexpr std::array kMagics = {
    Magic{0, "\x93NUMPY"sv, Kind::npy, ""},
    Magic{0, "GGUF"sv, Kind::gguf, ""},
    Magic{4, "TFL3"sv, Kind::tflite, ""},  // FlatBuffers file identifier
    Magic{0, "\x1F\x8B\x08"sv, Kind::gzip, "", true},
    Magic{0,
          "\xFD"
          "7zXZ\x00"sv,
          Kind::xz, "", true},
    Magic{0, "7z\xBC\xAF\x27\x1C"sv, Kind::seven_zip, "", true},
    Magic{0, "Rar!\x1A\x07"sv, Kind::rar, "", true},
    Magic{0, "\x28\xB5\x2F\xFD"sv, Kind::unknown, "a Zstandard-compressed file", true},
    Magic{0, "\x04\x22\x4D\x18"sv, Kind::unknown, "an LZ4-compressed file", true},
    Magic{0, "\x0E\x03\x13\x01"sv, Kind::unknown, "an HDF4 file"},
    Magic{0, "MATLAB 5.0 MAT-file"sv, Kind::unknown, "a MATLAB 5 file"},
    Magic{0, "CDF\x01"sv, Kind::unknown, "a NetCDF 3 file"},
    Magic{0, "CDF\x02"sv, Kind::unknown, "a NetCDF 3 file"},
    Magic{0, "SQLite format 3\x00"sv, Kind::unknown, "an SQLite database"},
    Magic{0, "PAR1"sv, Kind::unknown, "a Parquet file"},
    Magic{0, "ARROW1\x00\x00"sv, Kind::unknown, "an Arrow file"},
    Magic{0, "\x89PNG\r\n\x1A\n"sv, Kind::unknown, "a PNG image"},
    Magic{0, "\xFF\xD8\xFF"sv, Kind::unknown, "a JPEG image"},
    Magic{0, "GIF8"sv, Kind::unknown, "a GIF image"},
    Magic{0, "%PDF-"sv, Kind::unknown, "a PDF document"},
    Magic{0,
          "\x7F"
          "ELF"sv,
          Kind::unknown, "a Linux program"},
    Magic{0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, Kind::unknown, "an old Office document"},
    // RFC 1740.
    Magic{0, "\x00\x05\x16\x07"sv, Kind::unknown, "what macOS keeps beside a file, under its name with ._ in front"},
    Magic{0, "bplist00"sv, Kind::unknown, "an Apple property list"},
    // MS-SHLLINK 2.1: HeaderSize, LinkCLSID.
    Magic{0, "\x4C\x00\x00\x00\x01\x14\x02\x00"sv, Kind::unknown, "a Windows shortcut"},
    Magic{0, "Salted__"sv, Kind::unknown, "a file that OpenSSL encrypted"},
    Magic{0, "ggml"sv, Kind::unknown, "a GGML model"},
    Magic{0, "lmgg"sv, Kind::unknown, "a GGML model"},
    Magic{0, "tjgg"sv, Kind::unknown, "a GGML model"},
};

// bzip2's magic is three letters and a digit; the block header behind it (pi in BCD) makes it sure.
bool is_bzip2(const Probe& probe) { return probe.has(0, "BZh") && probe.has(4, "1AY&SY"); }

// numpy/lib/format.py, header_data_from_array_1_0: "{'descr': '|O', 'fortran_order': ...", behind version and length.
bool is_of_objects(const Probe& probe) {
  constexpr std::size_t kHeaderBytes = 64;
  return probe.head_text().substr(0, kHeaderBytes).contains("'descr': '|O'");
}

}  // namespace

bool identify_by_magic(Probe& probe, Identification& found) {
  if (is_bzip2(probe)) {
    found.kind = Kind::bzip2;
    found.details = PackedFile{};
    return true;
  }
  if (identify_orbax_bytes(probe, found)) return true;
  for (const Magic& magic : kMagics) {
    if (!probe.has(magic.at, magic.bytes)) continue;
    found.kind = magic.kind;
    if (magic.is_packed)
      found.details = PackedFile{.inside = magic.kind == Kind::gzip ? inside_gzip(probe) : Inside::not_known,
                                 .format = std::string(magic.format)};
    else if (!magic.format.empty())
      found.details = OtherFormat{.name = std::string(magic.format)};
    else if (magic.kind == Kind::npy)
      found.details = NumpyArray{.of_objects = is_of_objects(probe)};
    return true;
  }
  return false;
}

}  // namespace weighbridge::container
