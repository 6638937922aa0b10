#include "hdf5/walk/salvage/scan.h"

#include <algorithm>
#include <cstring>
#include <map>
#include <span>
#include <string_view>
#include <utility>

#include "base/little_endian.h"

namespace weighbridge::hdf5::walk {
namespace {

constexpr std::uint64_t kWindowBytes = 1u << 20;
constexpr std::size_t kSeenBytes = 24;  // of a version 1 header and its first message: all that is looked at
constexpr std::size_t kMostFound = 1u << 20;
constexpr std::uint64_t kMaxFirstBlock = 64 * 1024;
constexpr std::uint64_t kLastMessageType = 0x18;
constexpr std::uint64_t kMostReferences = 0xffff;

// Version 1, reserved 0, messages 2, references 4, size 4, padding 0; then the first message: type 2, size 2, flags 1,
// reserved 0 (format specification 3.0, IV.A.1.a).
bool looks_like_header(std::span<const std::byte> at) {
  if (at[0] != std::byte{1} || at[1] != std::byte{0}) return false;
  const std::uint64_t messages = little_endian(at, 2, 2);
  const std::uint64_t references = little_endian(at, 4, 4);
  const std::uint64_t size = little_endian(at, 8, 4);
  if (messages == 0 || references == 0 || references > kMostReferences || little_endian(at, 12, 4) != 0) return false;
  if (size < 8 || size > kMaxFirstBlock || size % 8 != 0) return false;
  const std::uint64_t message_bytes = little_endian(at, 18, 2);
  return little_endian(at, 16, 2) <= kLastMessageType && message_bytes % 8 == 0 && message_bytes + 8 <= size &&
         little_endian(at, 21, 3) == 0;
}

class Scanner {
 public:
  Scanner(FileBytes& file, const std::vector<Stretch>& known, const ValuesOf& values_of)
      : file_(file), values_of_(values_of) {
    for (const Stretch& stretch : known) {
      std::uint64_t& end = values_[stretch.begins];
      end = std::max(end, stretch.ends);
    }
  }

  FoundStructures run() {
    const std::uint64_t end = file_.bytes_there(0, UINT64_MAX);
    while (at_ < end && has_room()) {
      skip_known();
      if (at_ >= end) break;
      // What begins in this window may end in the next.
      auto bytes = file_.read(at_, std::min(kWindowBytes + kSeenBytes, end - at_));
      if (!bytes) break;
      bytes->resize(bytes->size() + kSeenBytes);  // so that the file's last bytes are looked at like all others
      look_through(*bytes, std::min(kWindowBytes, end - at_));
    }
    return std::move(found_);
  }

 private:
  [[nodiscard]] bool has_room() const {
    return found_.headers.size() + found_.symbol_nodes.size() + found_.heaps.size() + found_.heap_blocks.size() <
           kMostFound;
  }

  void skip_known() {
    while (!values_.empty() && values_.begin()->first <= at_) {
      at_ = std::max(at_, values_.begin()->second);
      values_.erase(values_.begin());
    }
  }

  // Up to the end of the window, or where values begin.
  void look_through(std::span<const std::byte> bytes, std::uint64_t size) {
    const std::uint64_t first = at_;
    for (; at_ < first + size; ++at_) {
      if (!values_.empty() && values_.begin()->first <= at_) return;
      const auto here = bytes.subspan(static_cast<std::size_t>(at_ - first), kSeenBytes);
      if (!look_at(here) || !has_room()) continue;
      const auto values = values_of_(at_);
      if (!values || values->ends <= at_) continue;
      std::uint64_t& end = values_[values->begins];
      end = std::max(end, values->ends);
    }
  }

  // True: a header.
  bool look_at(std::span<const std::byte> here) {
    switch (std::to_integer<char>(here[0])) {
      case 1:
        return looks_like_header(here) && add(found_.headers);
      case 'O':
        return begins(here, "OHDR") && add(found_.headers);
      case 'S':
        return begins(here, "SNOD") && !add(found_.symbol_nodes);
      case 'H':
        return begins(here, "HEAP") && !add(found_.heaps);
      case 'F':
        return begins(here, "FHDB") && !add(found_.heap_blocks);
      default:
        return false;
    }
  }

  static bool begins(std::span<const std::byte> here, std::string_view signature) {
    return std::memcmp(here.data(), signature.data(), signature.size()) == 0;
  }

  bool add(std::vector<std::uint64_t>& list) const {
    list.push_back(at_);
    return true;
  }

  FileBytes& file_;
  const ValuesOf& values_of_;
  FoundStructures found_;
  std::map<std::uint64_t, std::uint64_t> values_;  // where they begin, and end; what lies behind at_
  std::uint64_t at_ = 0;
};

}  // namespace

FoundStructures scan_structures(FileBytes& file, const std::vector<Stretch>& known, const ValuesOf& values_of) {
  return Scanner(file, known, values_of).run();
}

}  // namespace weighbridge::hdf5::walk
