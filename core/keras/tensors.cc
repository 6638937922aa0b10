#include "keras/tensors.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace weighbridge::keras {
namespace {

std::uint64_t saturating_product(std::uint64_t a, std::uint64_t b) {
  if (b != 0 && a > std::numeric_limits<std::uint64_t>::max() / b) return std::numeric_limits<std::uint64_t>::max();
  return a * b;
}

// bfloat16 lies in the file as an opaque type of 2 bytes. Keras >= 3.0.5 names it in the dataset's attribute `dtype`
// (keras/src/saving/saving_lib.py, H5Entry); tf.keras' legacy files have no mark at all, but nothing else that Keras
// writes is opaque. Other tools that write the attribute keep the bits as uint16.
std::string dtype_name(const hdf5::Node& node, const hdf5::Type& type) {
  if (type.name != "opaque" && type.name != "uint16") return type.name;
  if (const hdf5::Attribute* marked = node.attribute("dtype"); marked != nullptr) {
    if (marked->string() == "bfloat16" && type.size_bytes == 2) return "bfloat16";
    return type.name;
  }
  return type.name == "opaque" && type.size_bytes == 2 && type.tag.empty() ? "bfloat16" : type.name;
}

}  // namespace

std::string_view owner_of(const Tensor& tensor) {
  const std::string_view path = std::string_view(tensor.path).substr(0, tensor.path.rfind('/'));
  return path.substr(path.rfind('/') + 1);
}

TensorState state_of(const Tensor& tensor, std::uint64_t available_bytes) {
  if (tensor.parameters == 0) return TensorState::intact;
  switch (tensor.storage.kind) {
    case StorageKind::none:
      return TensorState::never_written;
    case StorageKind::external:
    case StorageKind::virtual_:
      return TensorState::unreadable;  // the values are in another file, and links are never followed
    case StorageKind::compact:
      return TensorState::intact;
    case StorageKind::chunked:
      if (tensor.storage.size_bytes == 0) return TensorState::never_written;
      if (tensor.storage.lost_bytes == 0) return TensorState::intact;
      return tensor.storage.lost_bytes < tensor.storage.size_bytes ? TensorState::cut : TensorState::lost;
    case StorageKind::contiguous:
      break;
  }
  if (!tensor.storage.offset) return TensorState::never_written;
  const std::uint64_t offset = *tensor.storage.offset;
  if (offset >= available_bytes) return TensorState::lost;
  return tensor.bytes > available_bytes - offset ? TensorState::cut : TensorState::intact;
}

Tensor unreadable_tensor(std::string path, std::string role) {
  Tensor tensor;
  tensor.path = std::move(path);
  tensor.role = std::move(role);
  tensor.dtype = "other";
  tensor.shape_known = false;
  tensor.state = TensorState::unreadable;
  return tensor;
}

Tensor make_tensor(std::string path, const hdf5::Node& node, std::string role, std::uint64_t available_bytes) {
  Tensor tensor = unreadable_tensor(std::move(path), std::move(role));
  if (!node.dataset) return tensor;
  const hdf5::Dataset& dataset = *node.dataset;
  tensor.dtype = dtype_name(node, dataset.type);
  tensor.big_endian = dataset.type.big_endian;
  tensor.shape = dataset.shape;
  tensor.shape_known = dataset.shape_known;
  tensor.parameters = dataset.is_null ? 0 : 1;
  for (const std::uint64_t extent : dataset.shape) tensor.parameters = saturating_product(tensor.parameters, extent);
  tensor.bytes = saturating_product(tensor.parameters, dataset.type.size_bytes);
  tensor.storage = dataset.storage;
  tensor.state = state_of(tensor, available_bytes);
  return tensor;
}

bool was_written(const Tensor& tensor) {
  return tensor.state == TensorState::intact || tensor.state == TensorState::cut || tensor.state == TensorState::lost;
}

bool lacks_values(const Tensor& tensor) {
  return tensor.state == TensorState::cut || tensor.state == TensorState::lost ||
         tensor.state == TensorState::unreadable;
}

bool is_lora(const Tensor& tensor) {
  return tensor.path.contains("lora_kernel_") || tensor.path.contains("lora_embeddings_");
}

LayerState layer_state(const std::vector<Tensor>& tensors, Need need) {
  const auto is_weight = [](const Tensor& tensor) { return tensor.role != kSeedStateRole; };
  // What can't be read whole is damaged, however much of it is left.
  if (std::ranges::any_of(tensors, [&](const Tensor& tensor) { return is_weight(tensor) && lacks_values(tensor); }))
    return LayerState::unreadable;
  if (std::ranges::any_of(tensors, [&](const Tensor& tensor) { return is_weight(tensor) && was_written(tensor); }))
    return LayerState::filled;
  // Its datasets were created, so it has variables, but nothing was ever written into them.
  if (std::ranges::any_of(tensors, is_weight)) return LayerState::empty;
  switch (need) {
    case Need::always:
      return LayerState::empty;
    case Need::never:
      return LayerState::weightless;
    case Need::container:
      return LayerState::container;
    case Need::sometimes:
    case Need::unknown:
      break;
  }
  return LayerState::undetermined;
}

}  // namespace weighbridge::keras
