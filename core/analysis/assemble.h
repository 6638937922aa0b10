// From everything that is known about a file to its report.
#ifndef WEIGHBRIDGE_ANALYSIS_ASSEMBLE_H_
#define WEIGHBRIDGE_ANALYSIS_ASSEMBLE_H_

#include "subject/subject.h"
#include "weighbridge/report.h"

namespace weighbridge {

// `layers`: what the report shows. Runs the rules, judges, asks what the loaders will do (with a file alone), and words
// it. Pure: the same subject gives the same report.
[[nodiscard]] Report assemble(const Subject& subject, LayerList layers, const Scan& scan);

}  // namespace weighbridge

#endif  // WEIGHBRIDGE_ANALYSIS_ASSEMBLE_H_
