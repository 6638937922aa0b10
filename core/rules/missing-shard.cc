#include "rules/rule.h"

namespace weighbridge::rules {

// One file at a time: an index alone says which other files belong to it; whether they are there is not known here.
void check_missing_shard(const Subject& subject, Findings& findings) {
  const std::map<std::string, std::string>& facts = subject.container.facts;
  const auto shards = facts.find("shards");
  const auto entries = facts.find("weight_map");
  if (subject.container.kind != container::Kind::json || shards == facts.end() || entries == facts.end() || shards->second.empty()) return;
  const bool keras = shards->second.find(".weights.h5") != std::string::npos;
  findings.add("missing-shard", {.params = {{"shards", shards->second}, {"kind", keras ? "keras" : "other"}},
                                 .evidence = {evidence::at("weight_map", entries->second + " entries"),
                                              evidence::list("files that the index names", {shards->second})}});
}

}  // namespace weighbridge::rules
