#include <string>

#include "keras/file_names.h"
#include "rules/proof/layer_sets.h"
#include "rules/rule.h"

namespace weighbridge::rules {

void check_index_renamed(const Subject& subject, Findings& findings) {
  const FileSet* set = subject.set;
  if (set == nullptr || set->kind != GroupKind::shards || set->index_opens.empty() || set->parts.empty()) return;
  const auto first = keras::shard_name(set->parts.front());
  const std::string original = first ? std::string(first->model) + std::string(keras::kShardIndexEnding) : "";
  if (original.empty() || original == set->name) return;
  findings.add(ids::kIndexRenamed,
               {.params = {{"parts", short_name(set->parts.front())},
                           {"first", short_name(set->index_opens)},
                           {"original", short_name(original)}},
                .evidence = {evidence::pair("the part that Keras opens first", short_name(set->index_opens),
                                            short_name(set->parts.front())),
                             evidence::list("parts that the index names", bounded(set->parts))}});
}

}  // namespace weighbridge::rules
