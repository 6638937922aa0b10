// One file, identified and with its HDF5 structure listed: what an analysis begins with, whether the file is judged
// alone or with others.
#ifndef WEIGHBRIDGE_ANALYSIS_OPEN_FILE_H_
#define WEIGHBRIDGE_ANALYSIS_OPEN_FILE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "container/hdf5_part.h"
#include "container/identification.h"
#include "hdf5/tree.h"
#include "io/block_cache.h"
#include "weighbridge/byte_source.h"
#include "weighbridge/inspection.h"
#include "weighbridge/result.h"

namespace weighbridge {

struct OpenedFile {
  std::unique_ptr<io::BlockCache> file;
  std::size_t number = 0;  // of the file in its group
  container::Identification found;
  container::Hdf5Part part;
  std::optional<Inspection> inspection;  // of the HDF5 part, where HDF5's library was asked
  // Why HDF5 does not open it although it should. A tree then has what could be found all the same.
  std::string hdf5_problem;
  std::optional<hdf5::Tree> tree;

  // How far the file reaches, in the offsets that the tree's datasets have.
  [[nodiscard]] std::uint64_t available_bytes() const;
  [[nodiscard]] bool is_cut() const;
};

// Before a file that seems to lack values is called empty: whether looking through its bytes finds some. The tree then
// has them.
[[nodiscard]] bool find_lost_values(OpenedFile& opened);

// Fails only if `source` does, or if it holds compressed weights that are too large to be unpacked here. `source` must
// outlive what is opened. `inspect` may be empty; it is asked for file `number`.
[[nodiscard]] Result<OpenedFile> open_file(ByteSource& source, const Inspect& inspect = {}, std::size_t number = 0);

}  // namespace weighbridge

#endif  // WEIGHBRIDGE_ANALYSIS_OPEN_FILE_H_
