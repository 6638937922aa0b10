// What an analysis holds between its steps.
#ifndef WEIGHBRIDGE_ANALYSIS_ANALYSIS_STATE_H_
#define WEIGHBRIDGE_ANALYSIS_ANALYSIS_STATE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/open_file.h"
#include "container/zip/stretch_checksum.h"
#include "keras/checkpoint.h"
#include "scan/packed_scan.h"
#include "stats/scan_plan.h"
#include "subject/subject.h"
#include "weighbridge/analysis.h"

namespace weighbridge {

struct AnalysisState {
  AnalysisState() = default;
  AnalysisState(const AnalysisState&) = delete;  // steps of the scan come back to it
  AnalysisState& operator=(const AnalysisState&) = delete;

  [[nodiscard]] Subject subject() const;
  // The architecture, and the weights of what is opened; where there seem to be none, after a search for them.
  void read_model(const keras::ArchiveTexts& texts);
  // Plans the scan and makes the first report.
  void begin();
  // Ends the scan and makes the report anew.
  void finish();
  void make_report(const Scan& scan, bool are_values_known);
  // The same again, for what has changed meanwhile: `my_keras`.
  void make_report_anew() { make_report(Scan(report.scan), values_known); }
  [[nodiscard]] Result<ValueSource> value_source(std::uint32_t file) const;
  [[nodiscard]] bool read_beginning(const Tensor& tensor, std::span<std::byte> out) const;
  void note_checksums();

  std::string file_name;
  // Of several files the one with the weights; of shards the first, or the first in trouble, with the tree of all.
  OpenedFile opened;
  std::unique_ptr<const keras::ModelConfig> config;
  std::shared_ptr<keras::Checkpoint> checkpoint;  // the report shows its layers; null: there is none
  std::vector<const hdf5::Node*> unusual_nodes;   // of the tree
  std::vector<Tensor*> to_scan;                   // in the checkpoint
  std::optional<stats::ScanPlan> plan;
  PackedScan packed;
  std::optional<container::StretchChecksum> checksum;  // of the archive's weights, where the pieces cover them
  std::vector<container::WrongChecksum> wrong_checksums;
  Report report;
  bool values_known = false;  // what the report was made with
  std::optional<MyKeras> my_keras;
  std::size_t next_piece = 0;  // of what Analysis::read_next() reads
  std::size_t next_step = 0;
  std::uint64_t bytes_read = 0;
  std::vector<std::byte> buffer;
  ByteSource* only_source = nullptr;  // of a file alone

  // Of several files only.
  std::optional<FileSet> set;
  std::vector<ReportFile> files;
  std::vector<ByteSource*> sources;  // by the number of the file in the group
  // What Keras is given, if that is another file than `opened`: the index of shards.
  std::optional<container::Identification> given;
};

}  // namespace weighbridge

#endif  // WEIGHBRIDGE_ANALYSIS_ANALYSIS_STATE_H_
