#include "hdf5/walk/file_bytes.h"

#include <algorithm>
#include <utility>

#include "weighbridge/limits.h"

namespace weighbridge::hdf5::walk {
namespace {

// Structures are read here, never values: a larger one is a size that lies.
constexpr std::uint64_t kMaxPieceBytes = limits::kMaxAttributeBytes + (1u << 20);

}  // namespace

FileBytes::FileBytes(ByteSource& source, Budget& budget, std::uint64_t end)
    : source_(source), budget_(budget), size_(source.size_bytes()), end_(std::max(size_, end)) {}

void FileBytes::set_base(std::uint64_t base_address, std::size_t address_bytes, std::size_t length_bytes) {
  base_address_ = base_address;
  address_bytes_ = address_bytes;
  length_bytes_ = length_bytes;
}

std::uint64_t FileBytes::defined(std::uint64_t stored) const {
  const std::uint64_t none = address_bytes_ >= 8 ? kNoAddress : (std::uint64_t{1} << (8 * address_bytes_)) - 1;
  return stored == none ? kNoAddress : stored;
}

std::uint64_t FileBytes::bytes_there(std::uint64_t address, std::uint64_t size) const {
  if (base_address_ > size_ || address > size_ - base_address_) return 0;
  return std::min(size, size_ - base_address_ - address);
}

bool FileBytes::is_there(std::uint64_t address, std::uint64_t size) const { return bytes_there(address, size) == size; }

Result<void> FileBytes::read_into(std::uint64_t address, std::span<std::byte> out) {
  if (failure_) return std::unexpected(*failure_);
  if (address == kNoAddress) return fail(ErrorCode::malformed, "address undefined");
  if (!is_claimed(address, out.size())) return fail(ErrorCode::malformed, "addr overflow");
  if (auto spent = budget_.spend_work(out.size() + Budget::kWorkOfReading); !spent) return spent;
  const auto there = static_cast<std::size_t>(bytes_there(address, out.size()));
  std::ranges::fill(out.subspan(there), std::byte{0});
  if (there == 0) return {};
  auto read = source_.read_at(base_address_ + address, out.first(there));
  if (!read) failure_ = read.error();
  return read;
}

Result<Bytes> FileBytes::read(std::uint64_t address, std::uint64_t size) {
  Bytes bytes;
  if (auto done = read(address, size, bytes); !done) return std::unexpected(done.error());
  return bytes;
}

Result<std::span<std::byte>> FileBytes::read(std::uint64_t address, std::uint64_t size, Bytes& out) {
  if (size > kMaxPieceBytes) return fail(ErrorCode::limit, "a piece of metadata is impossibly large");
  // Compared before anything is allocated.
  if (address == kNoAddress) return fail(ErrorCode::malformed, "address undefined");
  if (!is_claimed(address, size)) return fail(ErrorCode::malformed, "addr overflow");
  if (size > budget_.work_left()) return std::unexpected(budget_.spend_work(size).error());
  if (out.size() < size) out.resize(static_cast<std::size_t>(size));
  const auto piece = std::span(out).first(static_cast<std::size_t>(size));
  if (auto done = read_into(address, piece); !done) return std::unexpected(done.error());
  return piece;
}

Bytes FileBytes::lend() {
  if (spare_.empty()) return {};
  Bytes bytes = std::move(spare_.back());
  spare_.pop_back();
  return bytes;
}

void FileBytes::take_back(Bytes bytes) {
  constexpr std::size_t kMostSpare = 8;
  constexpr std::size_t kMostSpareBytes = 64 * 1024;
  if (spare_.size() < kMostSpare && bytes.size() <= kMostSpareBytes) spare_.push_back(std::move(bytes));
}

void FileBytes::expect(std::initializer_list<Expected> places) {
  std::vector<ByteSource::Piece> pieces;
  for (const auto& [addresses, size] : places) {
    for (const std::uint64_t address : addresses) {
      const auto there = static_cast<std::size_t>(bytes_there(address, std::min(size, kMaxPieceBytes)));
      if (there > 0) pieces.push_back({base_address_ + address, there});
    }
  }
  source_.expect(std::move(pieces));
}

Result<Bytes> FileBytes::read_up_to(std::uint64_t address, std::uint64_t most) {
  Bytes bytes;
  if (auto done = read_up_to(address, most, bytes); !done) return std::unexpected(done.error());
  return bytes;
}

Result<std::span<std::byte>> FileBytes::read_up_to(std::uint64_t address, std::uint64_t most, Bytes& out) {
  return read(address, address < room() ? std::min(most, room() - address) : most, out);
}

}  // namespace weighbridge::hdf5::walk
