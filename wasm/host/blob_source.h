// A ByteSource whose bytes JavaScript hands over: a Blob in the worker (FileReaderSync), a file or a buffer under Node.
#ifndef WEIGHBRIDGE_WASM_HOST_BLOB_SOURCE_H_
#define WEIGHBRIDGE_WASM_HOST_BLOB_SOURCE_H_

#include "weighbridge/byte_source.h"

namespace weighbridge::wasm {

class BlobSource final : public ByteSource {
 public:
  // `source_id` is JavaScript's own number for the file; it is handed back to it with every read.
  BlobSource(int source_id, std::uint64_t size_bytes) : source_id_(source_id), size_bytes_(size_bytes) {}
  [[nodiscard]] std::uint64_t size_bytes() const override { return size_bytes_; }
  [[nodiscard]] Result<void> read_at(std::uint64_t offset, std::span<std::byte> out) override;

 private:
  int source_id_;
  std::uint64_t size_bytes_;
};

}  // namespace weighbridge::wasm

#endif  // WEIGHBRIDGE_WASM_HOST_BLOB_SOURCE_H_
