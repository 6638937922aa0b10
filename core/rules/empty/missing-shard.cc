#include "base/text.h"
#include "rules/proof/layer_sets.h"
#include "rules/rule.h"

namespace weighbridge::rules {
namespace {

// Some of the files that the index names were given with it, and others were not.
void check_set(const FileSet& set, Findings& findings) {
  if (set.kind != GroupKind::shards || set.missing.empty()) return;
  std::vector<Evidence> evidence{
      evidence::list("files that the index names and that are not here (" + std::to_string(set.missing.size()) + ")", bounded(set.missing)),
      evidence::measurement("parts that are here", static_cast<double>(set.files), "files")};
  if (!set.layers.empty())
    evidence.push_back(evidence::list("layers in them (" + std::to_string(set.layers.size()) + ")", bounded(set.layers)));
  const std::string layers = set.layers.empty() ? "" : " They hold " + list_for_people(set.layers) + ".";
  findings.add(ids::kMissingShard, {.params = {{"title", text::count_of(set.missing.size(), "part") + " of this model " +
                                                             (set.missing.size() == 1 ? "is" : "are") + " missing"},
                                               {"where", "The index names parts that are not here." + layers + " Missing:"},
                                               {"shards", list_for_people(set.missing)},
                                               {"kind", "keras"}},
                                    .evidence = std::move(evidence)});
}

}  // namespace

// An index alone says which other files belong to it; whether they are there is not known here.
void check_missing_shard(const Subject& subject, Findings& findings) {
  if (subject.set != nullptr) return check_set(*subject.set, findings);
  const std::map<std::string, std::string>& facts = subject.container.facts;
  const auto shards = facts.find("shards");
  const auto entries = facts.find("weight_map");
  if (subject.container.kind != container::Kind::json || shards == facts.end() || entries == facts.end() || shards->second.empty()) return;
  const bool keras = shards->second.find(".weights.h5") != std::string::npos;
  findings.add(ids::kMissingShard, {.params = {{"title", "This is only the index of a model that was saved in parts"},
                                               {"where", "This file only says which part holds which layer. The weights are in"},
                                               {"shards", shards->second},
                                               {"kind", keras ? "keras" : "other"}},
                                    .evidence = {evidence::at("weight_map", entries->second + " entries"),
                                                 evidence::list("files that the index names", {shards->second})}});
}

}  // namespace weighbridge::rules
