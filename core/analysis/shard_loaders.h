// What load_weights of Keras 3 does with a sharded save, by what is wrong with its parts.
#ifndef WEIGHBRIDGE_ANALYSIS_SHARD_LOADERS_H_
#define WEIGHBRIDGE_ANALYSIS_SHARD_LOADERS_H_

#include <vector>

#include "subject/subject.h"
#include "weighbridge/report.h"

namespace weighbridge {

// `rows` are of the index alone, as if all parts lay beside it. Those of load_weights that load are judged again, and
// split where versions differ; `report` has the findings that explain them.
void judge_shards(const FileSet& set, const Report& report, std::vector<LoaderPrediction>& rows);

}  // namespace weighbridge

#endif  // WEIGHBRIDGE_ANALYSIS_SHARD_LOADERS_H_
