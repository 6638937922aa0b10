// The rows of the table that are about the Keras that the reader has.
#ifndef WEIGHBRIDGE_LOADERS_MINE_MY_ROWS_H_
#define WEIGHBRIDGE_LOADERS_MINE_MY_ROWS_H_

#include <vector>

#include "weighbridge/report.h"

namespace weighbridge::loaders {

// Of rows of one package and call that stand by version: whether `my_keras` is among this row's versions, or newer than
// all that are known and this row has the newest. A version that names no patch release is its newest one.
[[nodiscard]] bool is_about(const VersionRange& versions, const MyKeras& my_keras);

// Marks those rows, and puts them before the others, whose order stays.
void put_mine_first(std::vector<LoaderPrediction>& rows, const MyKeras& my_keras);

}  // namespace weighbridge::loaders

#endif  // WEIGHBRIDGE_LOADERS_MINE_MY_ROWS_H_
