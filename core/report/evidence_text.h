// A piece of evidence as one line of plain text, for the terminal and for Markdown.
#ifndef WEIGHBRIDGE_REPORT_EVIDENCE_TEXT_H_
#define WEIGHBRIDGE_REPORT_EVIDENCE_TEXT_H_

#include <string>

#include "weighbridge/finding.h"

namespace weighbridge::report {

// "layers/dense: group without datasets", "file size in bytes: expected 23504, found 2350". An unknown kind is listed
// field by field.
[[nodiscard]] std::string evidence_for_people(const Evidence& evidence);

}  // namespace weighbridge::report

#endif  // WEIGHBRIDGE_REPORT_EVIDENCE_TEXT_H_
