// The values that the host can't feed, because they are no stretch of the user's file: datasets in chunks, filtered or
// compact ones, and everything inside a compressed member of an archive. Read from the file's own source, in steps.
#ifndef WEIGHBRIDGE_SCAN_PACKED_SCAN_H_
#define WEIGHBRIDGE_SCAN_PACKED_SCAN_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "hdf5/packed_values.h"
#include "stats/tensor_accumulator.h"
#include "weighbridge/byte_source.h"
#include "weighbridge/report.h"
#include "weighbridge/result.h"

namespace weighbridge {

// HDF5 bytes to read values from.
struct ValueSource {
  ByteSource* source = nullptr;
  std::uint64_t claimed_end = 0;          // as in hdf5::OpenOptions
  std::shared_ptr<void> owner = nullptr;  // keeps `source`, where nobody else does
};

class PackedScan {
 public:
  // Called once for each file that holds packed values, in the order of the files.
  using OpenSource = std::function<Result<ValueSource>(std::uint32_t file)>;

  static constexpr std::uint64_t kStepBytes = 4u << 20;
  static constexpr std::size_t kStepTensors = 256;

  PackedScan() = default;
  // Plans for the intact tensors whose type has values and that are packed; all are if `inflated`, and contiguous ones
  // then lie at their offset in the source. What can't be read has its stats_problem. The pointers must stay valid as
  // long as steps are run.
  PackedScan(const std::vector<Tensor*>& tensors, bool inflated, OpenSource open_source);

  [[nodiscard]] std::size_t step_count() const { return steps_.size(); }
  [[nodiscard]] std::uint64_t step_bytes(std::size_t index) const {
    return index < steps_.size() ? steps_[index].bytes : 0;
  }
  // Steps must be run in order, each once.
  void run_step(std::size_t index);
  [[nodiscard]] bool is_complete() const { return next_step_ == steps_.size(); }
  [[nodiscard]] std::uint64_t read_bytes() const { return read_bytes_; }
  [[nodiscard]] std::uint64_t done_tensors() const { return done_tensors_; }

 private:
  struct Item {
    Tensor* tensor = nullptr;
    std::optional<std::uint64_t> offset;  // contiguous in the source
  };
  // A step either reads whole items or goes on with one large one.
  struct Step {
    std::size_t first;
    std::size_t last;
    std::uint64_t bytes;
  };
  // The item that is being read.
  struct Reading {
    hdf5::PackedDataset dataset;
    stats::TensorAccumulator accumulator;
    std::size_t next_chunk = 0;
    std::uint64_t done_bytes = 0;
  };
  void plan_steps();
  [[nodiscard]] Result<void> use_file(std::uint32_t file);
  void find_datasets(const Step& step);
  void read(std::size_t item, std::uint64_t most_bytes);
  [[nodiscard]] Result<void> begin(std::size_t item);
  [[nodiscard]] Result<std::vector<std::byte>> read_part(const Item& item);

  std::vector<Item> items_;
  std::vector<Step> steps_;
  OpenSource open_source_;
  std::size_t next_step_ = 0;
  std::optional<std::uint32_t> file_;  // of source_
  ValueSource source_;
  std::vector<Result<hdf5::PackedDataset>> found_;  // of the items from found_from_ on
  std::size_t found_from_ = 0;
  std::unique_ptr<Reading> reading_;
  std::uint64_t stored_bytes_ = 0;  // of what was begun in source_, as the chunks claim
  std::uint64_t read_bytes_ = 0;
  std::uint64_t done_tensors_ = 0;
};

}  // namespace weighbridge

#endif  // WEIGHBRIDGE_SCAN_PACKED_SCAN_H_
