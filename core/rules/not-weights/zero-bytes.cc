#include "rules/rule.h"

namespace weighbridge::rules {

void check_zero_bytes(const Subject& subject, Findings& findings) {
  if (subject.container.kind != container::Kind::empty) return;
  findings.add(ids::kZeroBytes,
               {.confidence = Confidence::certain, .evidence = {evidence::measurement("file size", 0, "bytes")}});
}

}  // namespace weighbridge::rules
