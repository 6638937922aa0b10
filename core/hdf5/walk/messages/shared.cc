#include "hdf5/walk/messages/shared.h"

#include <utility>

#include "hdf5/walk/cursor.h"

namespace weighbridge::hdf5::walk {
namespace {

constexpr std::uint8_t kInTable = 1;

// Version 1: version 1, type 1, reserved 6, a length that is not used, address (H5O__shared_decode). Versions 2 and 3:
// version 1, type 1, address.
Result<std::uint64_t> address_of_shared(const FileBytes& file, std::span<const std::byte> reference) {
  Cursor cursor(reference);
  const std::uint8_t version = cursor.byte();
  const std::uint8_t type = cursor.byte();
  if (version < 1 || version > 3) return fail(ErrorCode::malformed, "bad version number for shared object message");
  if (version == 3 && type == kInTable)
    return fail(ErrorCode::unsupported, "messages in the table of shared messages are not read");
  if (version == 1) cursor.skip(6 + file.length_bytes());
  const std::uint64_t address = file.defined(cursor.number(file.address_bytes()));
  if (auto done = cursor.check(); !done) return std::unexpected(done.error());
  return address;
}

}  // namespace

Result<Bytes> read_shared(FileBytes& file, std::span<const std::byte> reference, MessageType type) {
  auto address = address_of_shared(file, reference);
  if (!address) return std::unexpected(address.error());
  auto header = read_object_header(file, *address);
  if (!header) return std::unexpected(header.error());
  if (!header->problem.empty()) return fail(ErrorCode::malformed, header->problem);
  const Message* found = header->find(type);
  if (found == nullptr) return fail(ErrorCode::malformed, "unable to find message in object header");
  if (found->is_shared()) return fail(ErrorCode::malformed, "a shared message that is shared again");
  return Bytes(found->body.begin(), found->body.end());
}

Result<std::span<const std::byte>> body_of(FileBytes& file, const Message& message, Bytes& copy) {
  if (!message.is_shared()) return message.body;
  auto shared = read_shared(file, message.body, message.type);
  if (!shared) return std::unexpected(shared.error());
  copy = std::move(*shared);
  return std::span<const std::byte>(copy);
}

}  // namespace weighbridge::hdf5::walk
