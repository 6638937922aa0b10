// keras/src/saving/saving_lib.py, ShardedH5IOStore of Keras 3.10 to 3.16 (nightly), and runs
// of 3.10.0, 3.12.0, 3.13.0, 3.14.1, 3.15.1 and the nightly (tests/fixtures/newest_oracle.jsonl).
#include "analysis/shard_loaders.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>
#include <string>
#include <utility>

#include "catalogue/ids.gen.h"
#include "keras/file_names.h"
#include "keras/releases/loader_rows.h"
#include "keras/versions.h"

namespace weighbridge {
namespace {

// Versions between which loading of shards differs.
enum class Era { before_lists, gathers, looks };
struct EraRow {
  Era era;
  std::string_view from, to;
};
constexpr std::array kEras = {
    EraRow{Era::before_lists, "3.10.0", "3.10.0"},  // takes each value of the index for a name
    EraRow{Era::gathers, "3.11.0",
           "3.14.1"},  // whatever goes wrong in an object is kept for later, and not told if another one loads
    EraRow{Era::looks, "3.15.0", "999"},  // looks whether there is something (has_path) before it loads
};

struct Outcome {
  LoaderOutcome outcome = LoaderOutcome::loads;
  std::string error;
  std::initializer_list<FindingId> causes = {};
  std::string remedy = "The shards must lie beside it.";
};

constexpr std::initializer_list<FindingId> kLacking = {ids::kMissingShard};
constexpr std::initializer_list<FindingId> kCut = {ids::kTruncated, ids::kWriterKilled, ids::kZeroedBlocks,
                                                   ids::kCorruptStructure};
constexpr std::initializer_list<FindingId> kAtOdds = {ids::kShardIndexIncomplete};

// h5py 3 on Linux.
std::string no_such_file(const std::string& name) {
  return "FileNotFoundError: [Errno 2] Unable to synchronously open file (unable to open file: name = '" + name +
         "', errno = 2, error message = 'No such file or directory', flags = 0, o_flags = 0)";
}

bool is_first(std::string_view name) {
  const auto shard = keras::shard_name(name);
  return shard && shard->number == "00000";
}

Outcome lacks(LoaderOutcome outcome, const std::string& name) {
  return {outcome, outcome == LoaderOutcome::raises ? no_such_file(name) : "", kLacking,
          "Put the missing parts beside the index."};
}

Outcome is_cut(LoaderOutcome outcome) {
  return {outcome,
          outcome == LoaderOutcome::raises ? "OSError: Unable to synchronously open file (truncated file)" : "", kCut,
          "Copy the damaged part again."};
}

Outcome outcome_in(Era era, const FileSet& set) {
  // The first part is opened by the name of the index, before the index is read.
  if (!set.index_opens.empty()) return lacks(LoaderOutcome::raises, set.index_opens);
  if (!set.missing.empty() && is_first(set.missing.front())) return lacks(LoaderOutcome::raises, set.missing.front());
  if (set.troubled_is_damaged && is_first(set.troubled)) return is_cut(LoaderOutcome::raises);
  if (era == Era::before_lists && set.index_lists)
    return {LoaderOutcome::silent,
            "",
            {},
            "Load it with Keras 3.11 or later: 3.10 loads nothing where the index names shards in lists."};
  if (!set.missing.empty()) {
    const bool is_asked_for = era == Era::looks && set.missing_begins;
    return lacks(is_asked_for ? LoaderOutcome::raises : LoaderOutcome::silent, set.missing.front());
  }
  if (set.troubled_is_damaged) return is_cut(era == Era::looks ? LoaderOutcome::raises : LoaderOutcome::silent);
  if (!set.index_faults.empty() || !set.index_lost.empty())
    return {LoaderOutcome::raises, "ValueError: A total of N objects could not be loaded.", kAtOdds,
            "Mend the index, as the finding says."};
  return {};
}

std::optional<std::string> first_found(std::initializer_list<FindingId> causes, const Report& report) {
  for (const FindingId id : causes) {
    const bool found =
        std::ranges::any_of(report.findings, [id](const WordedFinding& worded) { return worded.finding.id == id; });
    if (found) return std::string(id.text());
  }
  return std::nullopt;
}

bool is_below(std::string_view a, std::string_view b) { return keras::compare_to_bound(a, b) < 0; }

// The part of the row that lies in the era; none if it does not reach it.
std::optional<LoaderPrediction> part_in(const EraRow& era, const LoaderPrediction& row) {
  LoaderPrediction part = row;
  if (is_below(*part.loader.from, era.from)) part.loader.from = std::string(era.from);
  if (is_below(era.to, *part.loader.to)) part.loader.to = std::string(era.to);
  return is_below(*part.loader.to, *part.loader.from) ? std::nullopt : std::optional(std::move(part));
}

bool say_the_same(const LoaderPrediction& a, const LoaderPrediction& b) {
  return a.outcome == b.outcome && a.error == b.error && a.remedy == b.remedy;
}

}  // namespace

void judge_shards(const FileSet& set, const Report& report, std::vector<LoaderPrediction>& rows) {
  std::vector<LoaderPrediction> out;
  for (LoaderPrediction& row : rows) {
    const bool reads_index =
        row.call == keras::kLoadWeights && row.loader.package == "keras" && row.loader.from && row.loader.to;
    if (!reads_index || row.outcome != LoaderOutcome::loads) {
      out.push_back(std::move(row));
      continue;
    }
    bool is_first_part = true;
    for (const EraRow& era : kEras) {
      auto part = part_in(era, row);
      if (!part) continue;
      const Outcome outcome = outcome_in(era.era, set);
      part->outcome = outcome.outcome;
      part->error = outcome.error.empty() ? std::nullopt : std::optional(outcome.error);
      part->because = first_found(outcome.causes, report);
      part->remedy = outcome.remedy;
      if (!std::exchange(is_first_part, false) && say_the_same(out.back(), *part))
        out.back().loader.to = part->loader.to;
      else
        out.push_back(std::move(*part));
    }
  }
  rows = std::move(out);
}

}  // namespace weighbridge
