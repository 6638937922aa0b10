#include "base/text.h"
#include "rules/rule.h"

namespace weighbridge::rules {

void check_all_zero_bytes(const Subject& subject, Findings& findings) {
  if (subject.container.kind != container::Kind::zeros) return;
  findings.add(
      ids::kAllZeroBytes,
      {.params = {{"size", text::size_for_people(subject.size_bytes)}},
       .evidence = {evidence::measurement("file size", static_cast<double>(subject.size_bytes), "bytes"),
                    evidence::bytes(0, subject.container.first_bytes_hex, "zeros, and nothing else behind them")}});
}

}  // namespace weighbridge::rules
