#include "analysis/hollow_kernels.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "keras/quantized/hollow.h"
#include "stats/element_type.h"

namespace weighbridge {
namespace {

constexpr std::size_t kSampleBytes = 4096;
constexpr std::uint64_t kBudgetBytes = 16u << 20;  // of all arrays together, before the verdict

using Paths = std::set<std::string, std::less<>>;

class Sampler {
 public:
  explicit Sampler(const ReadBeginning& read) : read_(read) {}

  // Do the first values all equal `value`? None if they can't be read.
  std::optional<bool> begins_with_only(const Tensor& tensor, double value) {
    const auto type = stats::element_type(tensor.dtype, tensor.big_endian);
    const bool lies_there =
        tensor.state == TensorState::intact && tensor.storage.kind == StorageKind::contiguous && tensor.storage.offset;
    if (!type || !lies_there || tensor.bytes == 0 || left_ < kSampleBytes) return std::nullopt;
    const std::size_t elements =
        static_cast<std::size_t>(std::min<std::uint64_t>(tensor.bytes, kSampleBytes)) / type->size_bytes();
    bytes_.resize(elements * type->size_bytes());
    values_.resize(elements);
    if (!read_ || !read_(tensor, bytes_)) return std::nullopt;
    left_ -= bytes_.size();
    stats::decode(*type, bytes_, values_);
    return std::ranges::all_of(values_, [value](double number) { return number == value; });
  }

 private:
  const ReadBeginning& read_;
  std::uint64_t left_ = kBudgetBytes;
  std::vector<std::byte> bytes_;
  std::vector<double> values_;
};

bool looks_hollow(const keras::QuantizedPart& part, const Paths& before, Sampler& sampler) {
  if (const auto known = keras::is_hollow(part)) return *known;
  // The scale first: of a kernel that was filled in, its first value already is not 1.
  const auto scale = sampler.begins_with_only(*part.scale, 1);
  if (!scale) return before.contains(part.kernel->path);
  return *scale && sampler.begins_with_only(*part.kernel, keras::empty_code(part.mode)).value_or(false);
}

}  // namespace

void mark_hollow_kernels(keras::Checkpoint& checkpoint, const ReadBeginning& read) {
  Sampler sampler(read);
  const Paths before = std::exchange(checkpoint.hollow_kernels, {});
  for (Layer& layer : checkpoint.layers) {
    const auto was_hollow = [&](const Tensor& tensor) { return before.contains(tensor.path); };
    const bool marked = layer.state == LayerState::empty && std::ranges::any_of(layer.tensors, was_hollow);
    if (layer.state != LayerState::filled && !marked) continue;
    bool hollow = false;
    for (const keras::QuantizedPart& part : keras::parts_of(checkpoint, layer)) {
      if (!looks_hollow(part, before, sampler)) continue;
      checkpoint.hollow_kernels.insert(part.kernel->path);
      hollow = true;
    }
    layer.state = hollow ? LayerState::empty : LayerState::filled;
  }
}

}  // namespace weighbridge
