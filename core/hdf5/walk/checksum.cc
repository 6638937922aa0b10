#include "hdf5/walk/checksum.h"

#include <array>
#include <bit>

#include "base/little_endian.h"

namespace weighbridge::hdf5::walk {
namespace {

constexpr std::size_t kStepBytes = 12;
constexpr std::size_t kMostMended = 2048;  // bytes: 16,384 checksums of them take some 20 ms

struct State {
  std::uint32_t a, b, c;
};

void mix(State& s) {
  s.a -= s.c, s.a ^= std::rotl(s.c, 4), s.c += s.b;
  s.b -= s.a, s.b ^= std::rotl(s.a, 6), s.a += s.c;
  s.c -= s.b, s.c ^= std::rotl(s.b, 8), s.b += s.a;
  s.a -= s.c, s.a ^= std::rotl(s.c, 16), s.c += s.b;
  s.b -= s.a, s.b ^= std::rotl(s.a, 19), s.a += s.c;
  s.c -= s.b, s.c ^= std::rotl(s.b, 4), s.b += s.a;
}

void finish(State& s) {
  s.c ^= s.b, s.c -= std::rotl(s.b, 14);
  s.a ^= s.c, s.a -= std::rotl(s.c, 11);
  s.b ^= s.a, s.b -= std::rotl(s.a, 25);
  s.c ^= s.b, s.c -= std::rotl(s.b, 16);
  s.a ^= s.c, s.a -= std::rotl(s.c, 4);
  s.b ^= s.a, s.b -= std::rotl(s.a, 14);
  s.c ^= s.b, s.c -= std::rotl(s.b, 24);
}

void add(State& s, std::span<const std::byte> step) {
  const auto word = [&](std::size_t at) { return static_cast<std::uint32_t>(little_endian(step, at, 4)); };
  s.a += word(0), s.b += word(4), s.c += word(8);
}

}  // namespace

std::uint32_t lookup3(std::span<const std::byte> bytes) {
  const std::uint32_t start = 0xdeadbeefU + static_cast<std::uint32_t>(bytes.size());
  State s{start, start, start};
  if (bytes.empty()) return s.c;
  for (; bytes.size() > kStepBytes; bytes = bytes.subspan(kStepBytes)) {
    add(s, bytes);
    mix(s);
  }
  std::array<std::byte, kStepBytes> last{};  // the rest counts as if zeros followed
  for (std::size_t i = 0; i < bytes.size(); ++i) last[i] = bytes[i];
  add(s, last);
  finish(s);
  return s.c;
}

bool mend_one_bit(std::span<std::byte> block) {
  if (block.size() > kMostMended || block.size() < 4) return false;
  for (std::size_t bit = 0; bit < 8 * block.size(); ++bit) {
    const std::byte mask{static_cast<unsigned char>(1U << (bit % 8))};
    block[bit / 8] ^= mask;
    if (ends_with_checksum(block)) return true;
    block[bit / 8] ^= mask;
  }
  return false;
}

bool was_right(std::span<std::byte> block, bool mends) {
  if (ends_with_checksum(block)) return true;
  if (mends) (void)mend_one_bit(block);
  return false;
}

bool ends_with_checksum(std::span<const std::byte> bytes) {
  if (bytes.size() < 4) return false;
  return little_endian(bytes, bytes.size() - 4, 4) == lookup3(bytes.first(bytes.size() - 4));
}

}  // namespace weighbridge::hdf5::walk
