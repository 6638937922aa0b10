// LZF, the fast compression that h5py brings along (compression="lzf").
#ifndef WEIGHBRIDGE_HDF5_LZF_H_
#define WEIGHBRIDGE_HDF5_LZF_H_

#include <cstddef>
#include <span>
#include <vector>

#include "weighbridge/result.h"

namespace weighbridge::hdf5 {

// At most `most_bytes`. The format is that of liblzf 3.6 (Marc Lehmann, lzf_d.c): a control byte below 32 announces
// that many and one more literal bytes; any other a copy of earlier output, its length in the upper three bits (7: the
// next byte is added), its distance in the lower five and the byte behind.
[[nodiscard]] Result<std::vector<std::byte>> decompress_lzf(std::span<const std::byte> packed, std::size_t most_bytes);

}  // namespace weighbridge::hdf5

#endif  // WEIGHBRIDGE_HDF5_LZF_H_
