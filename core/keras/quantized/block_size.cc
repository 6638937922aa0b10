#include "keras/quantized/block_size.h"

#include <algorithm>
#include <limits>

namespace weighbridge::keras {
namespace {

struct Sizes {
  std::uint64_t least = 1;
  std::uint64_t most = std::numeric_limits<std::int64_t>::max();
};

// The sizes that cut `inputs` into so many blocks, of which the last may be shorter (quantizers.py,
// abs_max_quantize_grouped_with_zero_point).
Sizes sizes_for(std::uint64_t inputs, std::uint64_t blocks) {
  Sizes sizes{.least = (inputs - 1) / blocks + 1};
  if (blocks > 1) sizes.most = (inputs - 1) / (blocks - 1);
  return sizes;
}

}  // namespace

std::optional<std::int64_t> block_size_of(std::span<const QuantizedPart> parts) {
  Sizes fitting;
  bool without = false;
  bool with = false;
  for (const QuantizedPart& part : parts) {
    if (part.int4_form == Int4Form::columns_packed) without = true;
    if (part.blocks == 0 || part.group_index == nullptr || part.group_index->parameters < part.blocks) continue;
    with = true;
    const Sizes sizes = sizes_for(part.group_index->parameters, part.blocks);
    fitting = {.least = std::max(fitting.least, sizes.least), .most = std::min(fitting.most, sizes.most)};
  }
  if (without != with && without) return kNoBlocks;
  if (without || !with || fitting.least > fitting.most) return std::nullopt;
  const bool is_default = fitting.least <= kDefaultBlockSize && kDefaultBlockSize <= fitting.most;
  return is_default ? kDefaultBlockSize : static_cast<std::int64_t>(fitting.least);
}

}  // namespace weighbridge::keras
