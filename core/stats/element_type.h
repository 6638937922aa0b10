// How the elements of a tensor lie in the file, and how to read them as numbers.
#ifndef WEIGHBRIDGE_STATS_ELEMENT_TYPE_H_
#define WEIGHBRIDGE_STATS_ELEMENT_TYPE_H_

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace weighbridge::stats {

enum class ElementKind {
  boolean,
  int8,
  int16,
  int32,
  int64,
  uint8,
  uint16,
  uint32,
  uint64,
  float16,
  bfloat16,
  float32,
  float64,
};

struct ElementType {
  ElementKind kind;
  bool big_endian = false;
  [[nodiscard]] std::size_t size_bytes() const;
  // Whether a float holds each of its values exactly.
  [[nodiscard]] bool fits_float() const;
};

// The type behind a report's dtype name; none where values make no sense (strings, compounds, unknown opaque types).
[[nodiscard]] std::optional<ElementType> element_type(std::string_view dtype, bool big_endian);

// Reads out.size() elements from `bytes`, which must hold exactly that many. 64-bit integers beyond 2^53 are rounded.
void decode(ElementType type, std::span<const std::byte> bytes, std::span<double> out);
// The same of a type that fits_float(): half as much to go through, for who looks at every value.
void decode(ElementType type, std::span<const std::byte> bytes, std::span<float> out);

}  // namespace weighbridge::stats

#endif  // WEIGHBRIDGE_STATS_ELEMENT_TYPE_H_
