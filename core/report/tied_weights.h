// Variables that two layers of a legacy file list: an embedding, and the head that is tied to it.
#ifndef WEIGHBRIDGE_REPORT_TIED_WEIGHTS_H_
#define WEIGHBRIDGE_REPORT_TIED_WEIGHTS_H_

#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "weighbridge/report.h"

namespace weighbridge::report {

// A layer that has a variable of another one lists it too, under that one's name, and the layout keeps a copy.
class TiedWeights {
 public:
  explicit TiedWeights(const std::vector<Layer>& layers);  // which must live as long
  // Whether this array of one of the layers is such a copy.
  [[nodiscard]] bool hold(const Tensor& tensor) const { return copies_.contains(&tensor); }

 private:
  [[nodiscard]] const Layer* owner_of(const Layer& layer, const Tensor& tensor) const;
  void find_copies(const Layer& layer);

  std::unordered_map<std::string_view, const Layer*> owners_;  // by the weight's name
  std::unordered_set<const Tensor*> copies_;
};

}  // namespace weighbridge::report

#endif  // WEIGHBRIDGE_REPORT_TIED_WEIGHTS_H_
