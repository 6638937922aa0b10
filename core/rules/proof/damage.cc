#include "rules/proof/damage.h"

#include "keras/each_tensor.h"

namespace weighbridge::rules {
namespace {

// What HDF5 1.10 sets aside for a new file of h5py's before it writes any structure; measured with HDF5 1.10.8.
constexpr std::uint64_t kFreshEndOfFile = 2048;

// Keras 0 writes layer after layer, and array after array (keras/models.py of 0.3.3, Sequential.save_weights): a save
// that stopped leaves nothing behind the place where it did. Of so many as are not even counted nobody had a model.
bool has_wrong_counts(const keras::Checkpoint& checkpoint) {
  constexpr std::size_t kTooMany = 900;
  if (checkpoint.layout != keras::Layout::keras_0) return false;
  if (checkpoint.listed_without_dataset.size() >= kTooMany || checkpoint.listed_without_group.size() >= kTooMany)
    return true;
  const auto stopped = [](const Layer& layer) { return layer.state == LayerState::missing; };
  const auto first = std::ranges::find_if(checkpoint.layers, stopped);
  return std::any_of(first, checkpoint.layers.end(),
                     [](const Layer& layer) { return layer.state == LayerState::filled; });
}

// Every Keras that writes groups with weight_names writes layer_names first (keras/engine/topology.py of 1.0,
// keras/src/legacy/saving/legacy_h5_format.py of 3.15.1).
bool lost_its_list(const Subject& subject) {
  const keras::Checkpoint& checkpoint = *subject.checkpoint;
  if (checkpoint.is_legacy()) return !checkpoint.has_layer_names && !checkpoint.layers.empty();
  // keras/models.py of 0.3.3, Sequential.save_weights: nb_layers comes first; Graph's has none.
  const hdf5::Node& root = subject.tree->root;
  return checkpoint.layout == keras::Layout::keras_0 && root.attribute("nb_layers") == nullptr &&
         root.child("graph") == nullptr;
}

}  // namespace

bool structure_never_written(const Subject& subject) {
  if (subject.superblock == nullptr) return false;
  if (subject.tree != nullptr && subject.hdf5_problem.empty()) return false;
  const bool stale_end = subject.superblock->end_of_file < subject.hdf5_available_bytes;
  return subject.superblock->root_header_is_zero && (stale_end || subject.never_closed());
}

bool is_incomplete(const Subject& subject) {
  if (subject.tree == nullptr || subject.checkpoint == nullptr) return true;
  const hdf5::Tree& tree = *subject.tree;
  if (tree.unreadable > 0 || !tree.root.problem.empty() || tree.root.children.empty()) return true;
  const keras::Checkpoint& checkpoint = *subject.checkpoint;
  const auto is_whole = [](const Layer& layer) {
    return layer.state != LayerState::empty && layer.state != LayerState::missing &&
           layer.state != LayerState::unreadable &&
           std::ranges::all_of(layer.tensors, [](const Tensor& tensor) { return tensor.state == TensorState::intact; });
  };
  if (!std::ranges::all_of(checkpoint.layers, is_whole)) return true;
  const bool no_list = checkpoint.layout == keras::Layout::legacy_model && !checkpoint.has_layer_names;
  return no_list || !checkpoint.listed_without_group.empty() || !checkpoint.groups_without_weight_names.empty();
}

bool lost_parts(const Subject& subject) {
  return subject.is_cut() ||
         (subject.tree != nullptr && (subject.tree->unreadable > 0 || !subject.tree->root.problem.empty()));
}

bool died_after_flush(const Subject& subject) {
  return subject.never_closed() && subject.superblock->end_of_file < subject.hdf5_available_bytes &&
         is_incomplete(subject);
}

bool died_at_create(const Subject& subject) {
  return subject.never_closed() && subject.superblock->end_of_file == kFreshEndOfFile &&
         subject.hdf5_available_bytes < kFreshEndOfFile;
}

bool has_values_out_of_place(const Subject& subject) {
  return subject.checkpoint != nullptr &&
         (!subject.checkpoint->unclaimed.empty() || lost_its_list(subject) || has_wrong_counts(*subject.checkpoint));
}

bool has_intact_tensor(const Subject& subject) {
  const auto is_intact = [](const Layer*, const Tensor& tensor) {
    return tensor.state == TensorState::intact && tensor.parameters > 0;
  };
  return subject.checkpoint != nullptr && keras::any_weight(*subject.checkpoint, is_intact);
}

std::string what_to_do_with_the_rest(const Subject& subject) {
  return has_intact_tensor(subject) ? "if there is no other copy, what is intact can be taken out as shown below"
                                    : "this copy can be deleted, no tensor in it is whole";
}

}  // namespace weighbridge::rules
