#include "rules/rule.h"

namespace weighbridge::rules {

// What the first bytes alone can prove: they are zeros although something follows. A hole further inside shows as corrupt-structure.
void check_zeroed_blocks(const Subject& subject, Findings& findings) {
  const container::Identification& file = subject.container;
  if (file.kind != container::Kind::unknown || !file.was.empty() || file.mangling != container::Mangling::none) return;
  if (!file.first_bytes_hex.starts_with("00 00 00 00 00 00 00 00")) return;
  findings.add("zeroed-blocks", {.confidence = Confidence::possible,
                                 .params = {},
                                 .evidence = {evidence::bytes(0, file.first_bytes_hex, "zeros where every format has its mark"),
                                              evidence::measurement("file size", static_cast<double>(subject.size_bytes), "bytes")}});
}

}  // namespace weighbridge::rules
