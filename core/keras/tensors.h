// Datasets as tensors of a report: size, type, and whether their bytes are in the file.
#ifndef WEIGHBRIDGE_KERAS_TENSORS_H_
#define WEIGHBRIDGE_KERAS_TENSORS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "hdf5/tree.h"
#include "keras/checkpoint.h"
#include "weighbridge/report.h"

namespace weighbridge::keras {

// The role of random-generator states; they are no weights and never fill a layer.
inline constexpr std::string_view kSeedStateRole = "seed_generator_state";

// `node` is a dataset, or something at the place of one that could not be opened (then the tensor is unreadable).
[[nodiscard]] Tensor make_tensor(std::string path, const hdf5::Node& node, std::string role,
                                 std::uint64_t available_bytes);

// A tensor that is listed, but lies in a part of the file that cannot be read.
[[nodiscard]] Tensor unreadable_tensor(std::string path, std::string role);

// Are all of its bytes in a file of so many? Of a tensor that is no dataset (unreadable) nothing can be said.
[[nodiscard]] TensorState state_of(const Tensor& tensor, std::uint64_t available_bytes);

// Not all of its values can be had.
[[nodiscard]] bool lacks_values(const Tensor& tensor);
// Did somebody write values into it, whether or not they are still there?
[[nodiscard]] bool was_written(const Tensor& tensor);

// Of a layer with layers inside of it, whose array it is: "bn1" of "model_weights/resnet50/bn1/gamma:0".
[[nodiscard]] std::string_view owner_of(const Tensor& tensor);

// One of a pair that enable_lora added, where it is stored under its own name.
[[nodiscard]] bool is_lora(const Tensor& tensor);

// The state of a layer by its tensors and its need of them. A container without tensors of its own stays a container.
[[nodiscard]] LayerState layer_state(const std::vector<Tensor>& tensors, Need need);

}  // namespace weighbridge::keras

#endif  // WEIGHBRIDGE_KERAS_TENSORS_H_
