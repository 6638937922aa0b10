// What an analysis holds between its steps.
#ifndef WEIGHBRIDGE_ANALYSIS_STATE_H_
#define WEIGHBRIDGE_ANALYSIS_STATE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "keras/checkpoint.h"
#include "open_file.h"
#include "rules/rule.h"
#include "stats/scan_plan.h"
#include "weighbridge/analysis.h"

namespace weighbridge {

struct Analysis::State {
  [[nodiscard]] rules::Subject subject() const;
  // Plans the scan and makes the first report.
  void begin();
  void make_report(const Scan& scan);

  std::string file_name;
  OpenedFile opened;  // of several files the one with the weights; of shards the first, or the first in trouble, with the tree of all of them
  keras::ArchiveTexts texts;
  std::optional<keras::Checkpoint> checkpoint;
  std::optional<stats::ScanPlan> plan;
  Report report;

  // Of several files only.
  std::optional<rules::FileSet> set;
  std::vector<ReportFile> files;
  std::optional<container::Identification> given;  // what Keras is given, if that is another file than `opened`: the index of shards
};

}  // namespace weighbridge

#endif  // WEIGHBRIDGE_ANALYSIS_STATE_H_
