#include "rules/proof/pieces.h"

#include <algorithm>
#include <string_view>

#include "base/text.h"
#include "keras/each_tensor.h"

namespace weighbridge::rules {
namespace {

// "<f4"; "V2" for bfloat16, which h5py keeps as two opaque bytes; empty for what NumPy has no name for.
std::string numpy_type(const Tensor& tensor) {
  const std::string_view name = tensor.dtype;
  if (name == "bfloat16") return "V2";
  if (name == "bool") return "?";
  const bool is_plain = name == "float16" || name == "float32" || name == "float64" || name.starts_with("int") ||
                        name.starts_with("uint");
  if (!is_plain || tensor.parameters == 0) return "";
  return (tensor.big_endian ? ">" : "<") + std::string(1, name.front()) +
         std::to_string(tensor.bytes / tensor.parameters);
}

std::string line_of(const Tensor& tensor) {
  const std::string type = numpy_type(tensor);
  const bool can_be_taken = !type.empty() && tensor.state == TensorState::intact && tensor.storage.offset &&
                            tensor.storage.kind == StorageKind::contiguous && tensor.storage.file == 0;
  if (!can_be_taken) return "";
  std::string shape;
  for (const std::uint64_t size : tensor.shape) shape += (shape.empty() ? "" : ",") + std::to_string(size);
  std::string path = text::to_valid_utf8(tensor.path);
  std::ranges::replace(path, '|', '_');
  return type + "|" + shape + "|" + std::to_string(*tensor.storage.offset) + "|" + path;
}

}  // namespace

std::string pieces_of(const Subject& subject) {
  std::string pieces;
  int count = 0;
  if (subject.checkpoint == nullptr || subject.set != nullptr) return pieces;
  keras::any_weight(*subject.checkpoint, [&](const Layer*, const Tensor& tensor) {
    const std::string line = line_of(tensor);
    if (line.empty()) return false;
    pieces += (pieces.empty() ? "" : "||") + line;
    ++count;
    return count == kMostPieces;
  });
  return pieces;
}

}  // namespace weighbridge::rules
