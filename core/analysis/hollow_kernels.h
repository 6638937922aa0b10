// Finds quantized kernels that were never filled in: at once by the beginnings of two arrays, for sure when all values
// are known.
#ifndef WEIGHBRIDGE_ANALYSIS_HOLLOW_KERNELS_H_
#define WEIGHBRIDGE_ANALYSIS_HOLLOW_KERNELS_H_

#include <cstddef>
#include <functional>
#include <span>

#include "keras/checkpoint.h"

namespace weighbridge {

// Fills `out` with the first bytes of an array that lies contiguously; false if they can't be read.
using ReadBeginning = std::function<bool(const Tensor&, std::span<std::byte> out)>;

// Notes the kernels that are hollow in `checkpoint.hollow_kernels` and turns their layers from filled into empty, or
// back where values prove it wrong. Where the values of a part are known they decide; else the beginnings of its kernel
// and scale, as far as `read` gives them; without these what was noted before stays.
void mark_hollow_kernels(keras::Checkpoint& checkpoint, const ReadBeginning& read);

}  // namespace weighbridge

#endif  // WEIGHBRIDGE_ANALYSIS_HOLLOW_KERNELS_H_
