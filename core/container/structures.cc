#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "container/byte_reading.h"
#include "container/families.h"
#include "container/protobuf_models.h"

namespace weighbridge::container {
namespace {

using std::string_view_literals::operator""sv;

// LevelDB's table format: the footer's last 8 bytes. TensorFlow's tensor_bundle writes its index as such a table.
bool is_table(const Probe& probe) { return probe.ends_with("\x57\xFB\x80\x8B\x24\x75\x47\xDB"); }

// POSIX.1: the magic of a ustar header; GNU tar writes the same five letters.
bool is_tar(const Probe& probe) { return probe.has(257, "ustar"); }

// pickletools: PROTO (80) and the protocol; from protocol 4 on a FRAME (95) with its length follows. Every pickle ends
// with STOP ('.').
bool is_pickle(const Probe& probe, Identification& found) {
  if (!probe.has(0, "\x80")) return false;
  const std::uint64_t protocol = little_endian(probe.head, 1, 1);
  if (protocol < 2 || protocol > 5 || probe.size_bytes < 4) return false;
  // Python closes a frame at 64 KiB and writes large objects outside of frames.
  constexpr std::uint64_t kMaxFrameBytes = 1u << 20;
  const bool framed = protocol >= 4 && probe.has(2, "\x95") && little_endian(probe.head, 3, 8) <= kMaxFrameBytes;
  // The opcodes that protocol 2 and 3 begin an object with: containers, globals, numbers, strings, None.
  constexpr std::string_view kOpening = "}])(cNKMJGXUCBVI\x8A\x88\x89\x8C";
  const bool opened = probe.head.size() > 2 && kOpening.contains(probe.head_text()[2]);
  if (!framed && !(opened && (protocol < 4 || probe.ends_with(".")))) return false;
  found.kind = Kind::pickle;
  // torch.save before 1.6: the number 0x1950A86A20F9469CFC6C, pickled.
  if (probe.has(2, "\x8A\x0A\x6C\xFC\x9C\x46\xF9\x20\x6A\xA8\x50\x19"))
    found.details = OtherFormat{.name = "a PyTorch checkpoint (before PyTorch 1.6)", .of_torch = true};
  return true;
}

// What Python 2 wrote unless told otherwise: protocols 0 and 1 have no mark of their own. A list or a dict that is
// remembered first, or an object's class in two lines.
bool is_old_pickle(const Probe& probe) {
  const std::string_view head = probe.head_text();
  if (!probe.ends_with(".")) return false;
  if (head.starts_with("]q\0"sv) || head.starts_with("}q\0"sv)) return true;
  if (head.starts_with("(lp0\n") || head.starts_with("(dp0\n")) return true;
  const std::size_t module_end = head.find('\n');
  if (!head.starts_with('c') || module_end == std::string_view::npos) return false;
  const std::size_t name_end = head.find('\n', module_end + 1);
  if (name_end == std::string_view::npos || name_end + 1 >= head.size()) return false;
  const auto is_of_names = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' ||
           c == '\n';
  };
  return std::ranges::all_of(head.substr(0, name_end), is_of_names) && "pq("sv.contains(head[name_end + 1]);
}

// safetensors: the header's length as a u64, at most 100 MB, then the header, a JSON object.
bool is_safetensors(const Probe& probe) {
  constexpr std::uint64_t kMaxHeaderBytes = 100'000'000;
  const std::uint64_t length = little_endian(probe.head, 0, 8);
  return probe.has(8, "{\"") && length >= 2 && length <= kMaxHeaderBytes;
}

}  // namespace

bool identify_tar(const Probe& probe, Identification& found) {
  if (!is_tar(probe)) return false;
  found.kind = Kind::tar;
  found.details = PackedFile{};
  return true;
}

Result<bool> identify_by_structure(Probe& probe, Identification& found) {
  if (is_table(probe)) {
    found.kind = Kind::tf_checkpoint_index;
    return true;
  }
  if (is_pickle(probe, found)) return true;
  if (is_old_pickle(probe)) {
    found.kind = Kind::pickle;
    return true;
  }
  if (is_safetensors(probe)) {
    found.kind = Kind::safetensors;
    return true;
  }
  return identify_protobuf_model(probe, found);
}

}  // namespace weighbridge::container
