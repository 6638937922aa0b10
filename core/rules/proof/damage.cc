#include "rules/proof/damage.h"

#include <algorithm>

namespace weighbridge::rules {
namespace {

// What HDF5 1.10 sets aside for a new file of h5py's before it writes any structure; measured with HDF5 1.10.8.
constexpr std::uint64_t kFreshEndOfFile = 2048;

}  // namespace

bool never_closed(const Subject& subject) { return subject.superblock != nullptr && (subject.superblock->consistency_flags & 1) != 0; }

bool structure_never_written(const Subject& subject) {
  if (subject.superblock == nullptr || subject.tree != nullptr) return false;
  const bool stale_end = subject.superblock->end_of_file < subject.hdf5_available_bytes;
  return subject.superblock->root_header_is_zero && (stale_end || never_closed(subject));
}

bool died_after_flush(const Subject& subject) {
  return never_closed(subject) && subject.superblock->end_of_file < subject.hdf5_available_bytes;
}

bool died_at_create(const Subject& subject) {
  return never_closed(subject) && subject.superblock->end_of_file == kFreshEndOfFile && subject.hdf5_available_bytes < kFreshEndOfFile;
}

std::string what_to_do_with_the_rest(const Subject& subject) {
  const auto any_intact = [](const std::vector<Tensor>& tensors) {
    return std::ranges::any_of(tensors, [](const Tensor& tensor) { return tensor.state == TensorState::intact && tensor.parameters > 0; });
  };
  const keras::Checkpoint* checkpoint = subject.checkpoint;
  const bool some =
      checkpoint != nullptr && (any_intact(checkpoint->model_level) ||
                                std::ranges::any_of(checkpoint->layers, [&](const Layer& layer) { return any_intact(layer.tensors); }));
  return some ? "if there is no other copy, what is intact can be taken out as shown below"
              : "this copy can be deleted, no tensor in it is whole";
}

}  // namespace weighbridge::rules
