#include "base/text.h"
#include "keras/file_names.h"
#include "keras/saves/shard.h"
#include "rules/proof/layer_sets.h"
#include "rules/rule.h"

namespace weighbridge::rules {
void check_lone_shard(const Subject& subject, Findings& findings) {
  if (subject.set != nullptr) return;  // its index is there
  const keras::Shard kind = keras::shard_kind(subject.file_name, subject.tree->root, *subject.checkpoint);
  if (kind == keras::Shard::no) return;
  const auto shard = keras::shard_name(subject.file_name);
  const LayerSets sets = sort_layers(*subject.checkpoint);
  const std::string index = std::string(shard->model).append(keras::kShardIndexEnding);
  findings.add(ids::kLoneShard,
               {.confidence = kind == keras::Shard::yes ? Confidence::likely : Confidence::possible,
                .params = {{"number", std::string(shard->number)},
                           {"index", short_name(index)},
                           {"is", kind == keras::Shard::yes ? "is" : "may be"}},
                .evidence = {evidence::excerpt("a name that ends in the number of a part",
                                               text::shorten(text::to_valid_utf8(subject.file_name), 200)),
                             evidence::measurement("layers with weights in this part",
                                                   static_cast<double>(sets.filled.size()), "layers")}});
}

}  // namespace weighbridge::rules
