// An HDF5 file as a neutral tree of nodes.
#ifndef WEIGHBRIDGE_HDF5_TREE_H_
#define WEIGHBRIDGE_HDF5_TREE_H_

#include <cstdint>

#include "hdf5/node.h"
#include "weighbridge/byte_source.h"

namespace weighbridge::hdf5 {

struct Tree {
  Node root;
  std::uint64_t objects = 0;  // readable groups (the root is one) and datasets
  // Links whose object could not be opened or listed, and attributes that could not be read.
  std::uint64_t unreadable = 0;
  bool limit_reached = false;         // limits::kMaxObjects or kMaxDepth: the tree is not complete
  std::uint64_t available_bytes = 0;  // the source's real size
};

struct OpenOptions {
  // Where the superblock says the file ends (absolute in the source). If it is behind the source's end, reads past the
  // real end give zeros, so that a cut file's structure can still be listed. 0: trust the source's size.
  std::uint64_t claimed_end = 0;
  std::uint64_t report_offset = 0;  // added to dataset offsets: where the source begins in the user's file
};

// Opens the HDF5 file in `source` (user block allowed) and lists it. Links, external storage and virtual datasets are
// recorded, never followed. Of a damaged file more may be listed than links lead to (lost_arrays.h). Fails when not
// even the root group can be opened; the message is the reason in the words that HDF5 has for it
// ("bad object header version number").
[[nodiscard]] Result<Tree> read_tree(ByteSource& source, const OpenOptions& options);

}  // namespace weighbridge::hdf5

#endif  // WEIGHBRIDGE_HDF5_TREE_H_
