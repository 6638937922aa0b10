#include <algorithm>
#include <set>
#include <string>

#include "base/text.h"
#include "rules/proof/layer_sets.h"
#include "rules/rule.h"

namespace weighbridge::rules {
namespace {

std::string shown(const std::string& object) { return object.empty() ? "the model itself" : object; }

std::string in_words(const IndexFault& fault) { return shown(fault.object) + (fault.named ? ": named for " : ": also in ") + fault.part; }

std::string what_is_wrong(const FileSet& set, bool lacks, bool wrong) {
  if (lacks && wrong) return "Here it names parts that hold nothing of a layer, and leaves out others that do.";
  if (wrong) return "Here it names parts that hold nothing of the layer that they are named for.";
  if (lacks) return "Here it leaves out parts in which layers have weights.";
  return "It counts " + text::size_for_people(set.index_bytes_lacking) + " more than there is in the parts that it names.";
}

}  // namespace

void check_shard_index_incomplete(const Subject& subject, Findings& findings) {
  const FileSet* set = subject.set;
  if (set == nullptr || set->kind != GroupKind::shards || (set->index_faults.empty() && set->index_bytes_lacking == 0)) return;
  std::set<std::string> objects;
  std::vector<std::string> faults;
  bool lacks = false;
  bool wrong = false;
  for (const IndexFault& fault : set->index_faults) {
    (fault.named ? wrong : lacks) = true;
    objects.insert(shown(fault.object));
    faults.push_back(in_words(fault));
  }
  std::vector<Evidence> evidence;
  if (!faults.empty())
    evidence.push_back(evidence::list("where the index and the parts disagree (" + std::to_string(faults.size()) + ")", bounded(faults)));
  if (set->index_bytes_lacking > 0)
    evidence.push_back(
        evidence::measurement("bytes that the index counts and no part holds", static_cast<double>(set->index_bytes_lacking), "bytes"));
  findings.add(ids::kShardIndexIncomplete,
               {.params = {{"what", what_is_wrong(*set, lacks, wrong)},
                           {"layers", objects.empty() ? "part of the model"
                                                      : list_for_people(std::vector<std::string>(objects.begin(), objects.end()))}},
                .evidence = std::move(evidence)});
}

}  // namespace weighbridge::rules
