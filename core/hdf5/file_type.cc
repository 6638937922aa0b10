#include "hdf5/file_type.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdlib>

#include "base/text.h"

namespace weighbridge::hdf5 {

namespace {

// Exponent bits, mantissa bits and bias of the floating-point types that have a name. IEEE 754, and bfloat16 as
// ml_dtypes defines it.
struct FloatFormat {
  std::string_view name;
  std::size_t size_bytes;
  std::size_t exponent_bits;
  std::size_t mantissa_bits;
  std::size_t bias;
};
constexpr std::array kFloatFormats = {
    FloatFormat{"float16", 2, 5, 10, 15},
    FloatFormat{"bfloat16", 2, 8, 7, 127},
    FloatFormat{"float32", 4, 8, 23, 127},
    FloatFormat{"float64", 8, 11, 52, 1023},
};

std::uint64_t bits_of(const FileType& type, std::span<const std::byte> bytes) {
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const std::byte byte = bytes[type.type.big_endian ? i : bytes.size() - 1 - i];
    bits = bits << 8 | std::to_integer<std::uint64_t>(byte);
  }
  return bits;
}

double half_to_double(std::uint64_t bits) {
  const int exponent = static_cast<int>(bits >> 10 & 31);
  const auto mantissa = static_cast<double>(bits & 1023);
  const double sign = (bits >> 15) != 0 ? -1.0 : 1.0;
  if (exponent == 31) return mantissa == 0 ? sign * HUGE_VAL : std::nan("");
  return sign * (exponent == 0 ? std::ldexp(mantissa, -24) : std::ldexp(mantissa + 1024, exponent - 25));
}

}  // namespace

std::string_view float_name(std::size_t size_bytes, std::size_t exponent_bits, std::size_t mantissa_bits,
                            std::uint64_t bias) {
  const auto format = std::ranges::find_if(kFloatFormats, [&](const FloatFormat& f) {
    return f.size_bytes == size_bytes && f.exponent_bits == exponent_bits && f.mantissa_bits == mantissa_bits &&
           f.bias == bias;
  });
  return format == kFloatFormats.end() ? std::string_view() : format->name;
}

std::optional<std::int64_t> decode_integer(const FileType& type, std::span<const std::byte> bytes) {
  const std::uint64_t bits = bits_of(type, bytes);
  if (type.coding == Coding::unsigned_integer) {
    if (bits > static_cast<std::uint64_t>(INT64_MAX)) return std::nullopt;
    return static_cast<std::int64_t>(bits);
  }
  const unsigned unused = 64 - 8 * static_cast<unsigned>(bytes.size());
  return static_cast<std::int64_t>(bits << unused) >> unused;  // C++20: extends the sign
}

double decode_float(const FileType& type, std::span<const std::byte> bytes) {
  const std::uint64_t bits = bits_of(type, bytes);
  if (type.type.name == "float64") return std::bit_cast<double>(bits);
  if (type.type.name == "float32") return static_cast<double>(std::bit_cast<float>(static_cast<std::uint32_t>(bits)));
  if (type.type.name == "bfloat16")
    return static_cast<double>(std::bit_cast<float>(static_cast<std::uint32_t>(bits) << 16));
  return half_to_double(bits);
}

std::string decode_fixed_string(const FileType& type, std::span<const std::byte> bytes) {
  std::string_view value(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  if (type.ends_at_nul) value = value.substr(0, value.find('\0'));
  while (!value.empty() && value.back() == type.filler) value.remove_suffix(1);
  return text::to_valid_utf8(value);
}

}  // namespace weighbridge::hdf5
