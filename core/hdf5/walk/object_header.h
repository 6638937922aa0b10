// Object headers, which every group, dataset and committed datatype is: a list of messages in one block or several.
#ifndef WEIGHBRIDGE_HDF5_WALK_OBJECT_HEADER_H_
#define WEIGHBRIDGE_HDF5_WALK_OBJECT_HEADER_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "hdf5/node.h"
#include "hdf5/walk/file_bytes.h"

namespace weighbridge::hdf5::walk {

// Format specification 3.0, IV.A.2: the messages that are read here.
enum class MessageType : std::uint16_t {
  nil = 0x00,
  dataspace = 0x01,
  link_info = 0x02,
  datatype = 0x03,
  link = 0x06,
  external_files = 0x07,
  layout = 0x08,
  filters = 0x0b,
  attribute = 0x0c,
  continuation = 0x10,
  symbol_table = 0x11,
  attribute_info = 0x15,
};

struct Message {
  MessageType type = MessageType::nil;
  std::uint8_t flags = 0;
  std::span<const std::byte> body;  // in ObjectHeader::blocks
  [[nodiscard]] bool is_shared() const { return (flags & 2) != 0; }
};

struct ObjectHeader {
  std::uint64_t address = 0;
  int version = 1;
  std::vector<Message> messages;  // in the file's order, block after block; without nil and continuations
  std::string problem;            // why messages may be missing or wrong: a block that could not be read, a checksum
  // A continuation of no bytes, or in a block that was read already: what HDF5 before 2.0 does not survive
  // (CVE-2025-6858, CVE-2025-6816); or of more than is read in one piece. `problem` says which.
  bool misleads = false;
  bool is_cut = false;        // the file ends before the last message of a version 1 header
  bool mended = false;        // one bit was wrong, and put right (FileBytes::set_mends_bits)
  std::vector<Bytes> blocks;  // may be larger than the blocks are

  [[nodiscard]] const Message* find(MessageType type) const;  // the first one
};

// What an object is follows from its messages (H5O__obj_class_real): a group first, then a dataset. Unreadable: from
// these it does not.
[[nodiscard]] NodeKind kind_of(const ObjectHeader& header);

// Fails where not even the beginning of a header stands at `address`; otherwise what can be read is in it. Every block
// is read once.
[[nodiscard]] Result<ObjectHeader> read_object_header(FileBytes& file, std::uint64_t address);
// The same into `out`, whose memory is used again: for whoever reads one after the other.
[[nodiscard]] Result<void> read_object_header(FileBytes& file, std::uint64_t address, ObjectHeader& out);

}  // namespace weighbridge::hdf5::walk

#endif  // WEIGHBRIDGE_HDF5_WALK_OBJECT_HEADER_H_
