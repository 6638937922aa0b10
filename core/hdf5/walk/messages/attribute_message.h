// The attribute message: name, type, shape and value, wherever it was found.
#ifndef WEIGHBRIDGE_HDF5_WALK_MESSAGES_ATTRIBUTE_MESSAGE_H_
#define WEIGHBRIDGE_HDF5_WALK_MESSAGES_ATTRIBUTE_MESSAGE_H_

#include <cstddef>
#include <span>
#include <string_view>

#include "hdf5/walk/file_bytes.h"
#include "hdf5/walk/messages/link.h"

namespace weighbridge::hdf5::walk {

// The parts as they stand in the message.
struct AttributeMessage {
  std::string_view name;
  std::span<const std::byte> type;
  std::span<const std::byte> space;
  std::span<const std::byte> value;
  bool type_is_shared = false;  // then `type` says where the datatype message is
  bool space_is_shared = false;
};

// Format specification 3.0, IV.A.2.m "The Attribute Message".
[[nodiscard]] Result<AttributeMessage> decode_attribute(std::span<const std::byte> body);

}  // namespace weighbridge::hdf5::walk

#endif  // WEIGHBRIDGE_HDF5_WALK_MESSAGES_ATTRIBUTE_MESSAGE_H_
