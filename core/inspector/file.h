// One HDF5 file opened over a ByteSource, and the facts of its superblock that reading it needs.
#ifndef WEIGHBRIDGE_INSPECTOR_FILE_H_
#define WEIGHBRIDGE_INSPECTOR_FILE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>

#include "inspector/error_stack.h"
#include "inspector/handle.h"
#include "inspector/vfd.h"

namespace weighbridge::hdf5 {

class File {
 public:
  // `claimed_end` as in OpenOptions. `source` must outlive the File.
  [[nodiscard]] static Result<File> open(ByteSource& source, std::uint64_t claimed_end);
  File(File&&) noexcept = default;
  File& operator=(File&&) = delete;
  ~File();

  [[nodiscard]] hid_t id() const { return file_.id(); }
  [[nodiscard]] ByteSource& source() const { return *source_; }
  // Where address 0 of the file lies in the source: behind a user block.
  [[nodiscard]] std::uint64_t base_address() const { return base_address_; }
  // Bytes of an address and of a length in this file, usually 8 and 8.
  [[nodiscard]] std::size_t address_bytes() const { return address_bytes_; }
  [[nodiscard]] std::size_t length_bytes() const { return length_bytes_; }
  // The first failure of the source itself, if there was one: then nothing that was read can be trusted.
  [[nodiscard]] const std::optional<Error>& source_failure() const { return state_->failure; }
  // Reads past HDF5, at an absolute offset of the source, and notes a failure.
  [[nodiscard]] Result<void> read_at(std::uint64_t offset, std::span<std::byte> out) const;

 private:
  File() = default;

  // In the order in which they may be closed, last first.
  std::unique_ptr<SilentErrors> silent_ = std::make_unique<SilentErrors>();
  ByteSource* source_ = nullptr;
  std::shared_ptr<DriverState> state_ = std::make_shared<DriverState>();
  DriverHandle driver_;
  PropertiesHandle file_access_;
  FileHandle file_;
  std::uint64_t base_address_ = 0;
  std::size_t address_bytes_ = 8;
  std::size_t length_bytes_ = 8;
};

}  // namespace weighbridge::hdf5

#endif  // WEIGHBRIDGE_INSPECTOR_FILE_H_
