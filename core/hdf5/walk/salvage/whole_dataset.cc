#include "hdf5/walk/salvage/whole_dataset.h"

#include "hdf5/walk/dataset_walk.h"
#include "hdf5/walk/groups/symbol_table.h"

namespace weighbridge::hdf5::walk {

std::optional<Stretch> values_of_whole_dataset(FileBytes& file, const ObjectHeader& header) {
  const auto dataset = read_stored_dataset(file, header, 0);
  if (!dataset || dataset->is_null) return std::nullopt;
  const Storage& storage = dataset->storage;
  const std::uint64_t declared = declared_bytes(*dataset);
  if (declared == 0 || storage.size_bytes == 0 || storage.lost_bytes > 0) return std::nullopt;
  switch (storage.kind) {
    case StorageKind::contiguous: {
      const std::uint64_t begins = *storage.offset - file.base_address();
      const bool is_whole = storage.size_bytes == declared && file.is_there(begins, declared);
      return is_whole ? std::optional(Stretch{begins, begins + declared}) : std::nullopt;
    }
    case StorageKind::compact:
      if (storage.size_bytes != declared) return std::nullopt;
      return Stretch{header.address, header.address};
    case StorageKind::chunked:
      return Stretch{header.address, header.address};
    default:
      return std::nullopt;
  }
}

std::uint64_t heap_of(FileBytes& file, std::uint64_t address) {
  const auto header = read_object_header(file, address);
  const Message* message = header ? header->find(MessageType::symbol_table) : nullptr;
  if (message == nullptr) return kNoAddress;
  const auto table = decode_symbol_table(message->body, file);
  return table ? table->heap : kNoAddress;
}

}  // namespace weighbridge::hdf5::walk
