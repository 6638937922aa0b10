#include "hdf5/walk/object_header.h"

#include <algorithm>
#include <bit>
#include <string_view>
#include <utility>

#include "hdf5/walk/checksum.h"
#include "hdf5/walk/cursor.h"

namespace weighbridge::hdf5::walk {
namespace {

constexpr std::string_view kHeaderSignature = "OHDR";
constexpr std::string_view kContinuationSignature = "OCHK";
constexpr std::uint64_t kFirstGuessBytes = 512;  // as HDF5 does: most headers are smaller (H5O_SPEC_READ_SIZE)
constexpr std::size_t kOldPrefixBytes = 16;
constexpr std::size_t kChecksumBytes = 4;
constexpr std::size_t kMaxBlocks = 65536;
constexpr std::uint8_t kFailIfUnknown = 0x80;
constexpr std::uint16_t kLastKnownType = 0x18;
constexpr std::uint16_t kBogusType = 0x09;  // of HDF5's own tests; never known (IV.A.2.j)
constexpr std::size_t kUsualMessages = 8;
constexpr std::uint64_t kWorkOfMessage = 16;
constexpr std::uint64_t kWorkOfMending = 4;  // a byte, squared: each bit costs a checksum

struct Block {
  std::uint64_t address;
  std::uint64_t size;
};

class HeaderReader {
 public:
  HeaderReader(FileBytes& file, ObjectHeader& out) : file_(file), out_(out) {}

  Result<void> read();

 private:
  Result<void> read_first_old(Bytes guess, std::size_t there);
  Result<void> read_first_new(Bytes guess, std::size_t there);
  Result<void> read_rest();
  // Keeps the first block, of whose beginning `guess` holds `there` bytes, and gives back the whole of it.
  Result<std::span<std::byte>> keep_first(Bytes guess, std::size_t there, std::uint64_t size);
  // `there`: how many bytes of the block are, in a cut file.
  Result<void> take_messages(std::span<const std::byte> block, std::uint64_t there);
  Result<void> take_continuation(std::span<const std::byte> body);
  void note(const Error& error) {
    if (out_.problem.empty()) out_.problem = error.message;
  }
  // Before any other problem, since it keeps HDF5 from being asked.
  Result<void> mislead(std::string reason) {
    out_.misleads = true;
    out_.problem = reason;
    return fail(ErrorCode::malformed, std::move(reason));
  }
  void check_sum(std::span<std::byte> block) {
    if (ends_with_checksum(block)) return;
    const bool may_mend = file_.mends_bits() && file_.budget().spend_work(kWorkOfMending * block.size() * block.size());
    if (may_mend && mend_one_bit(block))
      out_.mended = true;
    else
      note({ErrorCode::malformed, kWrongChecksum});
  }
  // A bit of the signature may be the wrong one.
  [[nodiscard]] bool begins_new(std::span<const std::byte> bytes) const {
    if (Cursor(bytes).begins(kHeaderSignature)) return true;
    if (!file_.mends_bits() || little_endian(bytes, 4, 1) != 2) return false;
    const std::uint64_t wrong = little_endian(bytes, 0, 4) ^ 0x5244484f;  // "OHDR"
    return std::has_single_bit(wrong);
  }
  [[nodiscard]] std::size_t message_header_bytes() const { return out_.version == 1 ? 8 : (flags_ & 4) != 0 ? 6 : 4; }

  FileBytes& file_;
  ObjectHeader& out_;
  std::uint8_t flags_ = 0;
  std::uint64_t expected_messages_ = 0;  // version 1 counts them; the first block has no more
  std::uint64_t messages_ = 0;
  bool ends_early_ = false;  // a block goes on behind the end of a cut file
  std::vector<Block> pending_;
};

Result<void> HeaderReader::read() {
  Bytes guess;
  if (!out_.blocks.empty()) guess = std::move(out_.blocks.front());
  out_.blocks.clear();
  const auto begins = file_.read_up_to(out_.address, kFirstGuessBytes, guess);
  if (!begins) return std::unexpected(begins.error());
  const std::size_t there = begins->size();
  auto first = begins_new(*begins) ? read_first_new(std::move(guess), there) : read_first_old(std::move(guess), there);
  if (!first) return first;
  // Of all blocks together it may be wrong: there were writers that lost count (H5O_protect).
  if (out_.version == 1 && messages_ > expected_messages_)
    note({ErrorCode::malformed, "bad object header message count"});
  if (auto rest = read_rest(); !rest) note(rest.error());
  out_.is_cut |= out_.version == 1 && ends_early_ && messages_ < expected_messages_;
  return {};
}

Result<std::span<std::byte>> HeaderReader::keep_first(Bytes guess, std::size_t there, std::uint64_t size) {
  if (size > there) {
    auto whole = file_.read(out_.address, size);
    if (!whole) return std::unexpected(whole.error());
    guess = std::move(*whole);
  }
  out_.blocks.push_back(std::move(guess));
  return std::span(out_.blocks.back()).first(static_cast<std::size_t>(size));
}

// IV.A.1.a "Version 1 Data Object Header Prefix": version 1, reserved 1, messages 2, references 4, size 4, padding 4.
Result<void> HeaderReader::read_first_old(Bytes guess, std::size_t there) {
  out_.version = 1;
  const std::span begins(guess.data(), there);
  Cursor cursor(begins);
  if (cursor.byte() != 1) return fail(ErrorCode::malformed, "bad object header version number");
  cursor.skip(1);
  expected_messages_ = cursor.number16();
  cursor.skip(4);
  const std::uint64_t size = cursor.number32();
  cursor.skip(4);
  if (auto done = cursor.check(); !done) return done;
  if (expected_messages_ > 0 ? size < message_header_bytes() : size > 0)
    return fail(ErrorCode::malformed, "bad object header chunk size");
  const auto block = keep_first(std::move(guess), there, kOldPrefixBytes + size);
  if (!block) return std::unexpected(block.error());
  const std::uint64_t messages_there = file_.bytes_there(out_.address + kOldPrefixBytes, size);
  if (auto taken = take_messages(block->subspan(kOldPrefixBytes), messages_there); !taken) note(taken.error());
  return {};
}

// IV.A.1.b "Version 2 Data Object Header Prefix": signature 4, version 1, flags 1, [times 16,] [phase change 4,] size 1
// to 8; messages; checksum 4.
Result<void> HeaderReader::read_first_new(Bytes guess, std::size_t there) {
  out_.version = 2;
  const std::span begins(guess.data(), there);
  Cursor cursor(begins);
  cursor.skip(kHeaderSignature.size());
  if (cursor.byte() != 2) return fail(ErrorCode::malformed, "bad object header version number");
  flags_ = cursor.byte();
  if ((flags_ & 0xc0) != 0) return fail(ErrorCode::malformed, "unknown object header status flag(s)");
  if ((flags_ & 0x20) != 0) cursor.skip(16);
  if ((flags_ & 0x10) != 0) cursor.skip(4);
  const std::uint64_t size = cursor.number(std::size_t{1} << (flags_ & 3));
  if (auto done = cursor.check(); !done) return done;
  const std::size_t prefix = cursor.at();
  if (size > UINT32_MAX) return fail(ErrorCode::malformed, "bad object header chunk size");
  const auto block = keep_first(std::move(guess), there, prefix + size + kChecksumBytes);
  if (!block) return std::unexpected(block.error());
  check_sum(*block);
  if (auto taken = take_messages(block->subspan(prefix, static_cast<std::size_t>(size)), size); !taken)
    note(taken.error());
  return {};
}

// Blocks in the order in which their continuations were met, each once: a block that continues in itself is a loop.
Result<void> HeaderReader::read_rest() {
  if (pending_.empty()) return {};
  std::vector<std::uint64_t> read{out_.address};
  for (std::size_t i = 0; i < pending_.size(); ++i) {
    const Block block = pending_[i];
    if (read.size() == kMaxBlocks) return fail(ErrorCode::limit, "an object header in too many blocks");
    if (std::ranges::find(read, block.address) != read.end()) return mislead("an object header with a loop");
    if (auto spent = file_.budget().spend_work(read.size()); !spent) return spent;
    read.push_back(block.address);
    auto bytes = file_.read(block.address, block.size);
    if (!bytes && bytes.error().code == ErrorCode::limit) return mislead(bytes.error().message);
    if (!bytes) return std::unexpected(bytes.error());
    out_.blocks.push_back(std::move(*bytes));
    std::span<const std::byte> body = out_.blocks.back();
    if (out_.version == 2) {
      if (file_.mends_bits()) check_sum(out_.blocks.back());
      if (body.size() < kContinuationSignature.size() + kChecksumBytes ||
          !Cursor(body).begins(kContinuationSignature)) {
        note({ErrorCode::malformed, "wrong object header chunk signature"});
        continue;
      }
      if (!file_.mends_bits()) check_sum(out_.blocks.back());
      body = body.subspan(kContinuationSignature.size(), body.size() - kContinuationSignature.size() - kChecksumBytes);
    }
    const std::uint64_t there = out_.version == 1 ? file_.bytes_there(block.address, block.size) : body.size();
    if (auto taken = take_messages(body, there); !taken) note(taken.error());
  }
  return {};
}

// Version 1: type 2, size 2, flags 1, reserved 3. Version 2: type 1, size 2, flags 1, [creation order 2]. A rest too
// short for a message is a gap.
Result<void> HeaderReader::take_messages(std::span<const std::byte> block, std::uint64_t there) {
  Cursor cursor(block);
  ends_early_ |= there < block.size();
  out_.messages.reserve(kUsualMessages);
  while (cursor.left() >= message_header_bytes()) {
    if (there < block.size() && cursor.at() + message_header_bytes() > there) return {};
    const std::uint64_t type = cursor.number(out_.version == 1 ? 2 : 1);
    const std::uint64_t size = cursor.number16();
    const std::uint8_t flags = cursor.byte();
    cursor.skip(out_.version == 1 ? 3 : message_header_bytes() - 4);
    const auto body = cursor.take(size);
    if (!cursor.ok()) return fail(ErrorCode::malformed, "corrupt object header");
    if (out_.version == 1 && size % 8 != 0) return fail(ErrorCode::malformed, "message not aligned");
    if (there < block.size() && cursor.at() > there && type != 0) {
      out_.is_cut = true;  // what is left of it is not believed
      return {};
    }
    if ((type > kLastKnownType || type == kBogusType) && (flags & kFailIfUnknown) != 0)
      return fail(ErrorCode::malformed, "unknown message with 'fail if unknown' flag found");
    if (auto spent = file_.budget().spend_work(kWorkOfMessage); !spent) return spent;
    ++messages_;
    const auto known = static_cast<MessageType>(type);
    if (known == MessageType::continuation) {
      if (auto taken = take_continuation(body); !taken) return taken;
    } else if (known != MessageType::nil) {
      out_.messages.push_back({known, flags, body});
    }
  }
  return {};
}

// IV.A.2.q "The Object Header Continuation Message": address, length.
Result<void> HeaderReader::take_continuation(std::span<const std::byte> body) {
  Cursor cursor(body);
  const std::uint64_t address = file_.defined(cursor.number(file_.address_bytes()));
  const std::uint64_t size = cursor.number(file_.length_bytes());
  if (!cursor.ok()) return fail(ErrorCode::malformed, "bad continuation message found");
  if (size == 0) return mislead("bad continuation message found");
  pending_.push_back({address, size});
  return {};
}

}  // namespace

const Message* ObjectHeader::find(MessageType type) const {
  const auto found = std::ranges::find(messages, type, &Message::type);
  return found == messages.end() ? nullptr : &*found;
}

NodeKind kind_of(const ObjectHeader& header) {
  if (header.find(MessageType::symbol_table) != nullptr || header.find(MessageType::link_info) != nullptr)
    return NodeKind::group;
  if (header.find(MessageType::datatype) == nullptr) return NodeKind::unreadable;
  return header.find(MessageType::dataspace) != nullptr ? NodeKind::dataset : NodeKind::named_type;
}

Result<ObjectHeader> read_object_header(FileBytes& file, std::uint64_t address) {
  ObjectHeader out;
  if (auto done = read_object_header(file, address, out); !done) return std::unexpected(done.error());
  return out;
}

Result<void> read_object_header(FileBytes& file, std::uint64_t address, ObjectHeader& out) {
  ObjectHeader fresh;
  fresh.address = address;
  fresh.messages = std::move(out.messages);
  fresh.messages.clear();
  fresh.blocks = std::move(out.blocks);
  out = std::move(fresh);
  return HeaderReader(file, out).read();
}

}  // namespace weighbridge::hdf5::walk
