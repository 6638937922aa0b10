#include "stats/element_type.h"

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <utility>

namespace weighbridge::stats {
namespace {

constexpr std::array<std::pair<std::string_view, ElementKind>, 13> kNames{{
    {"bool", ElementKind::boolean},
    {"int8", ElementKind::int8},
    {"int16", ElementKind::int16},
    {"int32", ElementKind::int32},
    {"int64", ElementKind::int64},
    {"uint8", ElementKind::uint8},
    {"uint16", ElementKind::uint16},
    {"uint32", ElementKind::uint32},
    {"uint64", ElementKind::uint64},
    {"float16", ElementKind::float16},
    {"bfloat16", ElementKind::bfloat16},
    {"float32", ElementKind::float32},
    {"float64", ElementKind::float64},
}};

// IEEE 754-2008 binary16 to binary32: 1 sign, 5 exponent (bias 15), 10 fraction bits. All values are exact. Without
// branches, so that a compiler may vectorise it.
float from_half(std::uint16_t half) {
  const std::uint32_t sign = static_cast<std::uint32_t>(half & 0x8000u) << 16;
  const std::uint32_t magnitude = half & 0x7fffu;
  const std::uint32_t normal = (magnitude << 13) + (112u << 23);
  const std::uint32_t subnormal =
      // Fraction times 2^-24.
      std::bit_cast<std::uint32_t>(static_cast<float>(static_cast<std::int32_t>(magnitude)) * 0x1p-24f);
  const std::uint32_t special = 0x7f800000u | (magnitude << 13);
  const std::uint32_t finite = magnitude < 0x0400u ? subnormal : normal;
  return std::bit_cast<float>(sign | (magnitude >= 0x7c00u ? special : finite));
}

// bfloat16 is the upper half of a binary32.
float from_bfloat(std::uint16_t bits) { return std::bit_cast<float>(static_cast<std::uint32_t>(bits) << 16); }

template <typename Raw, typename Real, typename Convert>
void decode_as(bool big_endian, std::span<const std::byte> bytes, std::span<Real> out, Convert convert) {
  const std::byte* from = bytes.data();
  // The loop stands twice so that the common little-endian one can be vectorised.
  if (big_endian) {
    for (std::size_t i = 0; i < out.size(); ++i) {
      Raw raw;
      std::memcpy(&raw, from + i * sizeof(Raw), sizeof(Raw));
      out[i] = static_cast<Real>(convert(std::byteswap(raw)));
    }
  } else {
    for (std::size_t i = 0; i < out.size(); ++i) {
      Raw raw;
      std::memcpy(&raw, from + i * sizeof(Raw), sizeof(Raw));
      out[i] = static_cast<Real>(convert(raw));
    }
  }
}

template <typename Raw, typename Real>
void decode_as(bool big_endian, std::span<const std::byte> bytes, std::span<Real> out) {
  decode_as<Raw>(big_endian, bytes, out, [](Raw value) { return value; });
}

// What fits_float().
template <typename Real>
void decode_small(ElementType type, std::span<const std::byte> bytes, std::span<Real> out) {
  const bool big = type.big_endian;
  switch (type.kind) {
    case ElementKind::boolean:
    case ElementKind::uint8:
      return decode_as<std::uint8_t>(big, bytes, out);
    case ElementKind::int8:
      return decode_as<std::int8_t>(big, bytes, out);
    case ElementKind::int16:
      return decode_as<std::int16_t>(big, bytes, out);
    case ElementKind::uint16:
      return decode_as<std::uint16_t>(big, bytes, out);
    case ElementKind::float16:
      return decode_as<std::uint16_t>(big, bytes, out, from_half);
    case ElementKind::bfloat16:
      return decode_as<std::uint16_t>(big, bytes, out, from_bfloat);
    case ElementKind::float32:
      return decode_as<std::uint32_t>(big, bytes, out, [](std::uint32_t v) { return std::bit_cast<float>(v); });
    default:
      std::unreachable();
  }
}

}  // namespace

std::size_t ElementType::size_bytes() const {
  switch (kind) {
    case ElementKind::boolean:
    case ElementKind::int8:
    case ElementKind::uint8:
      return 1;
    case ElementKind::int16:
    case ElementKind::uint16:
    case ElementKind::float16:
    case ElementKind::bfloat16:
      return 2;
    case ElementKind::int32:
    case ElementKind::uint32:
    case ElementKind::float32:
      return 4;
    case ElementKind::int64:
    case ElementKind::uint64:
    case ElementKind::float64:
      return 8;
  }
  std::unreachable();
}

bool ElementType::fits_float() const {
  switch (kind) {
    case ElementKind::int32:
    case ElementKind::int64:
    case ElementKind::uint32:
    case ElementKind::uint64:
    case ElementKind::float64:
      return false;
    default:
      return true;
  }
}

std::optional<ElementType> element_type(std::string_view dtype, bool big_endian) {
  for (const auto& [name, kind] : kNames) {
    if (name == dtype) return ElementType{kind, big_endian};
  }
  return std::nullopt;
}

void decode(ElementType type, std::span<const std::byte> bytes, std::span<double> out) {
  const bool big = type.big_endian;
  switch (type.kind) {
    case ElementKind::int32:
      return decode_as<std::int32_t>(big, bytes, out);
    case ElementKind::int64:
      return decode_as<std::int64_t>(big, bytes, out);
    case ElementKind::uint32:
      return decode_as<std::uint32_t>(big, bytes, out);
    case ElementKind::uint64:
      return decode_as<std::uint64_t>(big, bytes, out);
    case ElementKind::float64:
      return decode_as<std::uint64_t>(big, bytes, out, [](std::uint64_t v) { return std::bit_cast<double>(v); });
    default:
      return decode_small(type, bytes, out);
  }
}

void decode(ElementType type, std::span<const std::byte> bytes, std::span<float> out) {
  decode_small(type, bytes, out);
}

}  // namespace weighbridge::stats
