#include <algorithm>
#include <string>

#include "base/text.h"
#include "keras/file_names.h"
#include "rules/proof/layer_sets.h"
#include "rules/rule.h"

namespace weighbridge::rules {
namespace {

std::string listed_shards(const container::ShardList& shards) {
  constexpr std::size_t kMaxNameBytes = 80;
  std::string out;
  for (std::size_t i = 0; i < std::min(shards.files.size(), container::kMostShardFiles); ++i)
    out += (i > 0 ? ", " : "") + text::shorten(shards.files[i], kMaxNameBytes);
  return shards.files.size() > container::kMostShardFiles ? out + ", ..." : out;
}

// Some of the files that the index names were given with it, and others were not.
void report_missing(const Subject& subject, Findings& findings) {
  const FileSet& set = *subject.set;
  if (set.kind != GroupKind::shards || set.missing.empty()) return;
  std::vector<Evidence> evidence{
      evidence::list("files that the index names and that are not here (" + std::to_string(set.missing.size()) + ")",
                     bounded(set.missing)),
      evidence::measurement("parts that are here", static_cast<double>(set.files), "files")};
  if (!set.layers.empty())
    evidence.push_back(
        evidence::list("layers in them (" + std::to_string(set.layers.size()) + ")", bounded(set.layers)));
  const std::string layers = set.layers.empty() ? "" : " They hold " + list_for_people(set.layers) + ".";
  findings.add(ids::kMissingShard,
               {.layers = subject.checkpoint == nullptr ? std::vector<std::string>()
                                                        : paths_of_named(*subject.checkpoint, set.layers),
                .params = {{"title", text::count_of(set.missing.size(), "part") + " of this model " +
                                         (set.missing.size() == 1 ? "is" : "are") + " missing"},
                           {"where", "The index names parts that are not here." + layers + " Missing:"},
                           {"shards", list_for_people(set.missing)},
                           {"kind", "keras"}},
                .evidence = std::move(evidence)});
}

}  // namespace

// An index alone says which other files belong to it; whether they are there is not known here.
void check_missing_shard(const Subject& subject, Findings& findings) {
  if (subject.set != nullptr) return report_missing(subject, findings);
  const auto* json = subject.container.as<container::JsonDocument>();
  if (json == nullptr || !json->shards || json->shards->files.empty()) return;
  const container::ShardList& shards = *json->shards;
  const bool keras =
      std::ranges::any_of(shards.files, [](const std::string& name) { return name.ends_with(keras::kWeightsEnding); });
  const std::string listed = listed_shards(shards);
  findings.add(ids::kMissingShard,
               {.params = {{"title", "This is only the index of a model that was saved in parts"},
                           {"where", "This file only says which part holds which layer. The weights are in"},
                           {"shards", listed},
                           {"kind", keras ? "keras" : "other"}},
                .evidence = {evidence::at("weight_map", std::to_string(shards.entries) + " entries"),
                             evidence::list("files that the index names", {listed})}});
}

}  // namespace weighbridge::rules
