#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/text.h"
#include "container/byte_reading.h"
#include "container/families.h"
#include "container/protobuf_models.h"
#include "weighbridge/limits.h"

namespace weighbridge::container {
namespace {

using std::string_view_literals::operator""sv;

// LevelDB's table format: the footer's last 8 bytes. TensorFlow's tensor_bundle writes its index as such a table.
bool is_table(const Probe& probe) { return probe.ends_with("\x57\xFB\x80\x8B\x24\x75\x47\xDB"); }

// POSIX.1: the magic of a ustar header; GNU tar writes the same five letters.
bool is_tar(const Probe& probe) { return probe.has(257, "ustar"); }

// pickletools: PROTO (80) and the protocol; from protocol 4 on a FRAME (95) with its length follows. Every pickle ends with STOP ('.').
bool is_pickle(const Probe& probe, Identification& found) {
  if (!probe.has(0, "\x80")) return false;
  const std::uint64_t protocol = little_endian(probe.head, 1, 1);
  if (protocol < 2 || protocol > 5 || probe.size_bytes < 4) return false;
  constexpr std::uint64_t kMaxFrameBytes = 1u << 20;  // Python closes a frame at 64 KiB and writes large objects outside of frames
  const bool framed = protocol >= 4 && probe.has(2, "\x95") && little_endian(probe.head, 3, 8) <= kMaxFrameBytes;
  // The opcodes that protocol 2 and 3 begin an object with: containers, globals, numbers, strings, None.
  constexpr std::string_view kOpening = "}])(cNKMJGXUCBVI\x8A\x88\x89\x8C";
  const bool opened = probe.head.size() > 2 && kOpening.contains(probe.head_text()[2]);
  if (!framed && !(opened && (protocol < 4 || probe.ends_with(".")))) return false;
  found.kind = Kind::pickle;
  found.facts["protocol"] = std::to_string(protocol);
  // torch.save before 1.6: the number 0x1950A86A20F9469CFC6C, pickled.
  if (probe.has(2, "\x8A\x0A\x6C\xFC\x9C\x46\xF9\x20\x6A\xA8\x50\x19")) found.facts["format"] = "a PyTorch checkpoint (before PyTorch 1.6)";
  return true;
}

// safetensors: the header's length as a u64, at most 100 MB, then the header, a JSON object.
Result<bool> is_safetensors(Probe& probe, Identification& found) {
  constexpr std::uint64_t kMaxHeaderBytes = 100'000'000;
  if (!probe.has(8, "{\"")) return false;
  const std::uint64_t length = little_endian(probe.head, 0, 8);
  if (length < 2 || length > kMaxHeaderBytes) return false;
  found.kind = Kind::safetensors;
  if (length > limits::kMaxJsonBytes || length > probe.size_bytes - 8) return true;  // cut, or too large to count
  const auto header = read_available(probe.source, 8, static_cast<std::size_t>(length));
  if (!header) return std::unexpected(header.error());
  if (const auto parsed = json::Document::parse(as_text(*header)); parsed && parsed->root().is_object()) {
    const std::size_t tensors = parsed->root().size() - (parsed->root()["__metadata__"].exists() ? 1 : 0);
    found.facts["tensors"] = std::to_string(tensors);
  }
  return true;
}

void note_first_tar_member(const Probe& probe, Identification& found) {
  const std::string_view field = probe.head_text().substr(0, 100);
  found.facts["first_member"] = text::shorten(text::to_valid_utf8(field.substr(0, field.find('\0'))), 200);
}

}  // namespace

bool identify_tar(const Probe& probe, Identification& found) {
  if (!is_tar(probe)) return false;
  found.kind = Kind::tar;
  note_first_tar_member(probe, found);
  return true;
}

Result<bool> identify_by_structure(Probe& probe, Identification& found) {
  if (is_table(probe)) {
    found.kind = Kind::tf_checkpoint_index;
    return true;
  }
  if (is_pickle(probe, found)) return true;
  if (const auto safetensors = is_safetensors(probe, found); !safetensors || *safetensors) return safetensors;
  return identify_protobuf_model(probe, found);
}

}  // namespace weighbridge::container
