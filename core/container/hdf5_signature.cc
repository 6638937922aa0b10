#include <cstddef>
#include <cstdint>
#include <string_view>

#include "container/byte_reading.h"
#include "container/families.h"
#include "container/mangled_signature.h"

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

// Each with the version that follows it (format specification 3.0, III and IV); the reserved zeros are part of them.
constexpr std::string_view kStructures[] = {
    {"TREE\0", 5}, {"HEAP\0\0\0\0", 8}, {"SNOD\1\0", 6},     {"OHDR\2", 5},
    {"FRHP\0", 5}, {"BTHD\0", 5},       {"GCOL\1\0\0\0", 8},
};
constexpr std::size_t kStructuresSearchBytes = 256 * 1024;  // the root's stand at the beginning
constexpr int kEnoughStructures = 2;                        // different ones: four letters alone may stand in anything

}  // namespace

bool identify_hdf5_at_start(Probe& probe, Identification& found) {
  return probe.has(0, kSignature) && take(probe, 0, found);
}

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
  if (const MangledSignature* signature = mangled_signature_at_start(probe.head_text())) {
    found.mangling = signature->mangling;
    found.was = "hdf5";
    return;
  }
  // Cut inside the signature.
  if (!probe.head.empty() && probe.size_bytes < kSignature.size() && kSignature.starts_with(probe.head_text()))
    found.was = "hdf5";
}

Result<bool> identify_hdf5_by_structures(Probe& probe, Identification& found) {
  const auto front = read_available(probe.source, 0, kStructuresSearchBytes);
  if (!front) return std::unexpected(front.error());
  int structures = 0;
  for (const std::string_view structure : kStructures) structures += as_text(*front).contains(structure) ? 1 : 0;
  if (structures < kEnoughStructures) return false;
  found.was = "hdf5";
  take(probe, 0, found);
  // What stands there may be anything: it is believed where it knows the file's length.
  if (found.superblock && found.superblock->end_of_file != probe.size_bytes) found.superblock.reset();
  return true;
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
