#include "mutants/mutation.h"

#include <algorithm>
#include <format>
#include <utility>

#include "base/little_endian.h"

namespace weighbridge::mutants {
namespace {

void add(std::span<const std::byte> file, std::size_t at, std::size_t size, std::uint64_t value,
         std::vector<Mutation>& out) {
  Mutation mutation{at, size, {}};
  for (std::size_t i = 0; i < size; ++i) mutation.bytes[i] = static_cast<std::byte>(value >> (8 * i));
  if (!std::ranges::equal(std::span(mutation.bytes).first(size), file.subspan(at, size))) out.push_back(mutation);
}

void add_all_at(std::span<const std::byte> file, std::size_t at, std::size_t end, std::vector<Mutation>& out) {
  const std::uint64_t old = little_endian(file, at, 1);
  for (int bit = 0; bit < 8; ++bit) add(file, at, 1, old ^ (1u << bit), out);
  for (const std::size_t size : {1u, 2u, 4u, 8u}) {
    if (at % size != 0 || end - at < size) continue;
    const std::uint64_t field = little_endian(file, at, size);
    const std::uint64_t values[] = {0, UINT64_MAX, field - 1, field + 1};
    for (const std::uint64_t value : values) add(file, at, size, value, out);
  }
}

}  // namespace

std::string Mutation::text() const {
  std::string text = std::format("{}:", offset);
  for (const std::byte byte : std::span(bytes).first(size)) text += std::format(" {:02x}", static_cast<unsigned>(byte));
  return text;
}

std::vector<Mutation> all_mutations(std::span<const std::byte> file, const std::vector<Stretch>& values) {
  std::vector<Mutation> out;
  for (std::size_t at = 0; at < file.size(); ++at) {
    std::size_t end = file.size();
    bool is_value = false;
    for (const Stretch& stretch : values) {
      is_value |= at >= stretch.begins && at < stretch.ends;
      if (stretch.begins > at) end = std::min(end, stretch.begins);
    }
    if (!is_value) add_all_at(file, at, end, out);
  }
  return out;
}

void swap_in(Bytes& file, Mutation& mutation) {
  for (std::size_t i = 0; i < mutation.size; ++i) std::swap(file[mutation.offset + i], mutation.bytes[i]);
}

}  // namespace weighbridge::mutants
