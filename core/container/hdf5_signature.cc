#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "container/byte_reading.h"
#include "container/families.h"

namespace weighbridge::container {
namespace {

constexpr std::string_view kSignature("\x89HDF\r\n\x1a\n", 8);
constexpr std::size_t kDisplacedSearchBytes = 1u << 20;

bool take(Probe& probe, std::uint64_t at, Identification& found) {
  found.kind = Kind::hdf5;
  found.hdf5_signature_at = at;
  found.superblock = read_superblock(probe.source, at);
  return true;
}

// What the signature becomes. Its bytes are chosen so that each of these is seen (HDF5 File Format Specification 3.0, section II.A: "the
// first byte is a non-ASCII value ...; CR LF catches transfers that alter new lines ...").
struct Fingerprint {
  std::string_view bytes;
  Mangling mangling;
  std::string_view how;  // the fact `mangled_by`
};
constexpr std::array kFingerprints = {
    Fingerprint{{"\x89HDF\n\x1a\n", 7}, Mangling::crlf_to_lf, "CR LF became LF"},
    Fingerprint{{"\x89HDF\r\r\n\x1a\r\n", 10}, Mangling::lf_to_crlf, "LF became CR LF"},
    Fingerprint{{"\x89HDF\r\n\x1a\r\n", 9}, Mangling::lf_to_crlf, "LF became CR LF"},  // only where no CR stood before, as Git does it
    Fingerprint{{"\xEF\xBF\xBDHDF", 6}, Mangling::utf8_replaced, "bytes that are no UTF-8 became U+FFFD"},
    Fingerprint{{"?HDF\r\n\x1a\n", 8}, Mangling::utf8_replaced, "bytes that are no text became question marks"},
    Fingerprint{{"HDF\r\n\x1a\n", 7}, Mangling::utf8_replaced, "bytes that are no text were dropped"},
    Fingerprint{{"\xC2\x89HDF", 5}, Mangling::latin1_to_utf8, "read as Latin-1, written as UTF-8"},
    Fingerprint{{"\xE2\x80\xB0HDF", 6}, Mangling::latin1_to_utf8, "read as Windows-1252, written as UTF-8"},
};

}  // namespace

bool identify_hdf5_at_start(Probe& probe, Identification& found) { return probe.has(0, kSignature) && take(probe, 0, found); }

Result<bool> identify_hdf5_behind_user_block(Probe& probe, Identification& found) {
  for (std::uint64_t at = 512; at < probe.size_bytes && probe.size_bytes - at >= kSignature.size(); at *= 2) {
    const auto bytes = read_available(probe.source, at, kSignature.size());
    if (!bytes) return std::unexpected(bytes.error());
    if (stands_at(*bytes, 0, kSignature)) return take(probe, at, found);
    if (at > probe.size_bytes / 2) break;
  }
  return false;
}

void note_mangled_signature(const Probe& probe, Identification& found) {
  for (const Fingerprint& fingerprint : kFingerprints) {
    if (!probe.has(0, fingerprint.bytes)) continue;
    found.mangling = fingerprint.mangling;
    found.was = "hdf5";
    found.facts["mangled_by"] = fingerprint.how;
    return;
  }
  // Cut inside the signature.
  if (!probe.head.empty() && probe.size_bytes < kSignature.size() && kSignature.starts_with(probe.head_text())) found.was = "hdf5";
}

Result<bool> note_displaced_hdf5(Probe& probe, Identification& found) {
  const auto front = read_available(probe.source, 0, kDisplacedSearchBytes);
  if (!front) return std::unexpected(front.error());
  const std::size_t at = as_text(*front).find(kSignature);
  if (at == std::string_view::npos) return false;
  found.hdf5_signature_at = at;
  found.superblock = read_superblock(probe.source, at);
  found.was = "hdf5";
  return true;
}

}  // namespace weighbridge::container
