// What Keras will say: for every generation of loaders and both calls, the outcome for this file under its present
// name.
#ifndef WEIGHBRIDGE_LOADERS_PREDICT_H_
#define WEIGHBRIDGE_LOADERS_PREDICT_H_

#include <cstddef>
#include <span>
#include <vector>

#include "base/json.h"
#include "subject/subject.h"
#include "weighbridge/finding.h"
#include "weighbridge/report.h"

namespace weighbridge::loaders {

inline constexpr std::size_t kMaxRows = 20;

// Assumes that the model is the one that wrote the file (load_weights) or that the file brings it along (load_model),
// that classes of the user's own are passed as custom_objects, and that each Keras runs with libraries of its time.
// `architecture` is the text of the config, for load_model. `findings` are the report's: they only name causes.
// Neighbouring generations of a package that behave alike share a row. Nothing is predicted for files of other programs
// that no Keras call was ever meant for (`container` not HDF5 or zip) beyond the error they give.
[[nodiscard]] std::vector<LoaderPrediction> predict(const Subject& subject, std::span<const Finding> findings,
                                                    json::Value architecture = {});

}  // namespace weighbridge::loaders

#endif  // WEIGHBRIDGE_LOADERS_PREDICT_H_
