// What Keras does when it is given several files that are one thing.
#ifndef WEIGHBRIDGE_ANALYSIS_SET_LOADERS_H_
#define WEIGHBRIDGE_ANALYSIS_SET_LOADERS_H_

#include <vector>

#include "container/identification.h"
#include "subject/subject.h"
#include "weighbridge/report.h"

namespace weighbridge {

// `subject` has a set; `given` is the file that Keras is given (of shards their index).
[[nodiscard]] std::vector<LoaderPrediction> predict_set(const Subject& subject, const container::Identification& given,
                                                        const Report& report);

}  // namespace weighbridge

#endif  // WEIGHBRIDGE_ANALYSIS_SET_LOADERS_H_
