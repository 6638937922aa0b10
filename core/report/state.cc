#include "report/state.h"

#include <algorithm>

#include "container/zip/keras_archive.h"
#include "rules/proof/damage.h"
#include "rules/proof/foreign_origin.h"

namespace weighbridge::report {
namespace {

bool is_hdf5_or_archive(const Subject& subject) {
  using container::Kind;
  const Kind kind = subject.container.kind;
  return kind == Kind::hdf5 || kind == Kind::keras_zip || kind == Kind::zip || subject.tree != nullptr;
}

bool is_broken(const Tensor& tensor) {
  return tensor.state == TensorState::cut || tensor.state == TensorState::lost ||
         tensor.state == TensorState::unreadable;
}

bool has_broken_layer(const std::vector<Layer>& layers) {
  return std::ranges::any_of(layers, [](const Layer& layer) {
    return layer.state == LayerState::unreadable || std::ranges::any_of(layer.tensors, is_broken);
  });
}

bool is_damaged(const Subject& subject, const Report& report) {
  const container::Identification& found = subject.container;
  if (!found.was.empty()) return true;  // its signature was mangled, or something stands before it
  if (!is_hdf5_or_archive(subject)) return false;
  if (found.zip && !found.zip->complete) return true;
  if (subject.tree == nullptr) return found.kind == container::Kind::hdf5 || !subject.hdf5_problem.empty();
  return subject.is_cut() || subject.tree->unreadable > 0 || !subject.tree->root.problem.empty() ||
         rules::has_values_out_of_place(subject) || has_broken_layer(report.layers);
}

// A weightless layer may hold tensors (the state of a Dropout's random seed), which are no weights. A container's own
// tensors are the model's own variables.
bool has_weights(const std::vector<Layer>& layers) {
  return std::ranges::any_of(layers, [](const Layer& layer) {
    const bool counts =
        layer.state == LayerState::filled || layer.state == LayerState::container || layer.state == LayerState::missing;
    return counts && !layer.tensors.empty();
  });
}

// A .keras archive without any weights member is empty in the plainest sense; of any other zip it would be too much to
// say.
bool is_archive_without_weights(const Subject& subject) {
  const container::Identification& found = subject.container;
  return found.kind == container::Kind::keras_zip && found.zip &&
         found.zip->find(container::kNumpyWeightsMember) == nullptr;
}

VerdictState without_damage(const Subject& subject, const Report& report) {
  if (subject.tree == nullptr)
    return is_archive_without_weights(subject) ? VerdictState::empty : VerdictState::not_weights;
  if (subject.checkpoint == nullptr || subject.checkpoint->layout == keras::Layout::hdf5_other) {
    return rules::is_blank(subject.tree->root) ? VerdictState::empty : VerdictState::not_weights;
  }
  if (!has_weights(report.layers)) return VerdictState::empty;
  return report.totals.layers_lacking_weights == 0 ? VerdictState::filled : VerdictState::partly_empty;
}

}  // namespace

// Of bytes that are not those that were packed nothing can be called empty.
VerdictState state_of(const Subject& subject, const Report& report) {
  if (is_damaged(subject, report)) return VerdictState::damaged;
  const VerdictState state = without_damage(subject, report);
  return state == VerdictState::filled || subject.wrong_checksums.empty() ? state : VerdictState::damaged;
}

}  // namespace weighbridge::report
