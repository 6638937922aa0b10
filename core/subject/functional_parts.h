// Functional models inside of a model that the v3 layout holds. Their constructor builds every layer of theirs, so that
// one without variables needs none, whatever its class.
#ifndef WEIGHBRIDGE_SUBJECT_FUNCTIONAL_PARTS_H_
#define WEIGHBRIDGE_SUBJECT_FUNCTIONAL_PARTS_H_

#include <functional>
#include <set>
#include <string>

#include "keras/checkpoint.h"

namespace weighbridge {

class FunctionalParts {
 public:
  explicit FunctionalParts(const keras::Checkpoint& checkpoint);
  [[nodiscard]] bool hold(const Layer& layer) const;

 private:
  std::set<std::string, std::less<>> prefixes_;  // "encoder/layers/"
};

}  // namespace weighbridge

#endif  // WEIGHBRIDGE_SUBJECT_FUNCTIONAL_PARTS_H_
