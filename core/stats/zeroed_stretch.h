// A part of a tensor that was likely lost and reads as zeros.
#ifndef WEIGHBRIDGE_STATS_ZEROED_STRETCH_H_
#define WEIGHBRIDGE_STATS_ZEROED_STRETCH_H_

#include <cstdint>

#include "weighbridge/report.h"

namespace weighbridge::stats {

// [begin, end) of the user's file is zeros, between values of `tensor` that are none.
struct ZeroedStretch {
  const Tensor* tensor = nullptr;
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
};

}  // namespace weighbridge::stats

#endif  // WEIGHBRIDGE_STATS_ZEROED_STRETCH_H_
