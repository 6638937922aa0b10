// The attributes of one object, values included.
#ifndef WEIGHBRIDGE_HDF5_WALK_ATTRIBUTES_H_
#define WEIGHBRIDGE_HDF5_WALK_ATTRIBUTES_H_

#include <cstdint>
#include <span>

#include "hdf5/file_type.h"
#include "hdf5/node.h"
#include "hdf5/walk/messages/attribute_message.h"
#include "hdf5/walk/object_header.h"
#include "hdf5/walk/text_heap.h"

namespace weighbridge::hdf5::walk {

// What a reading left out.
struct LostAttributes {
  std::uint64_t unreadable =
      0;                  // attributes whose values can't be had, and one for a list that could not be read to its end
  bool too_many = false;  // the object has more than are read
};

class AttributeWalk {
 public:
  explicit AttributeWalk(FileBytes& file) : file_(file), texts_(file) {}

  // Appends the attributes of the object: those in its header, or where there are many those in its heap, in the order
  // of the index by name. One whose value can't be read has its `problem`; if they could not even all be listed,
  // node.problem says why.
  [[nodiscard]] LostAttributes read_all(const ObjectHeader& header, Node& node);

 private:
  [[nodiscard]] Result<void> take(std::span<const std::byte> body, Node& node);
  [[nodiscard]] Result<void> read_value(const AttributeMessage& message, Attribute& out);
  [[nodiscard]] Result<void> decode(const FileType& type, std::span<const std::byte> bytes, Attribute& out);
  [[nodiscard]] Result<void> decode_texts(const FileType& type, std::span<const std::byte> bytes, Attribute& out);

  FileBytes& file_;
  TextHeap texts_;
};

}  // namespace weighbridge::hdf5::walk

#endif  // WEIGHBRIDGE_HDF5_WALK_ATTRIBUTES_H_
