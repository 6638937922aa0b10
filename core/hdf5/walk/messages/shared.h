// Messages that stand elsewhere: a datatype that was committed under a name of its own.
#ifndef WEIGHBRIDGE_HDF5_WALK_MESSAGES_SHARED_H_
#define WEIGHBRIDGE_HDF5_WALK_MESSAGES_SHARED_H_

#include <span>

#include "hdf5/walk/object_header.h"

namespace weighbridge::hdf5::walk {

// The message of that type that `reference` names; one that is shared again is refused, so that nothing is followed
// twice. A copy. Format specification 3.0, IV.A.2 "Shared Message". Those in the file's own table of shared messages
// (SOHM) are not read.
[[nodiscard]] Result<Bytes> read_shared(FileBytes& file, std::span<const std::byte> reference, MessageType type);

// The body of a message of a header, fetched if it is shared; `copy` then holds it.
[[nodiscard]] Result<std::span<const std::byte>> body_of(FileBytes& file, const Message& message, Bytes& copy);

}  // namespace weighbridge::hdf5::walk

#endif  // WEIGHBRIDGE_HDF5_WALK_MESSAGES_SHARED_H_
