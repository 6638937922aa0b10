// Of a model that has weights, layers without any: whether the same model, made once more, has built them, so that it
// looks for variables there. What findings say of them and what the rows of loaders say rest on this one answer.
#ifndef WEIGHBRIDGE_SUBJECT_SAME_MODEL_H_
#define WEIGHBRIDGE_SUBJECT_SAME_MODEL_H_

#include <map>
#include <set>
#include <string_view>

#include "keras/checkpoint.h"

namespace weighbridge {

enum class Rebuilt { yes, no, untold };

// It points into the checkpoint.
class SameModel {
 public:
  explicit SameModel(const keras::Checkpoint& checkpoint);
  // A layer that stands in the model itself, or in models of Keras' own kinds.
  [[nodiscard]] Rebuilt builds_its_layers() const { return direct_; }
  // A Sequential or functional model that was built: nothing of it is unbuilt but what layers of the user's own leave
  // so.
  [[nodiscard]] bool ran_whole() const { return direct_ == Rebuilt::yes && surely_ran_; }
  // Any layer without variables.
  [[nodiscard]] Rebuilt builds(const Layer& layer) const;
  // It is in a layer of the user's own class, whose call() need not reach it.
  [[nodiscard]] bool is_in_own_layer(const Layer& layer) const { return !own_layer_around(layer).empty(); }

 private:
  void look_at_layers() const;  // when it is first asked for: most files lack nothing
  [[nodiscard]] std::string_view own_layer_around(const Layer& layer) const;

  const keras::Checkpoint& checkpoint_;
  mutable bool has_looked_ = false;
  Rebuilt direct_ = Rebuilt::untold;
  bool surely_ran_ = false;                                   // the model was built when it was saved
  mutable std::map<std::string_view, bool> may_hold_layers_;  // by path: whether it stands in a list of a model
  mutable std::set<std::string_view> ran_;                    // of these, the outermost that hold something
};

}  // namespace weighbridge

#endif  // WEIGHBRIDGE_SUBJECT_SAME_MODEL_H_
