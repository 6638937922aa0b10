#include <algorithm>

#include "base/text.h"
#include "rules/proof/layer_sets.h"
#include "rules/rule.h"

namespace weighbridge::rules {
namespace {

// keras/src/saving/saving_lib.py, ShardedH5IOStore (Keras >= 3.10): f"{name}_{index:05}.weights.h5". "" if the name is not like that.
std::string_view shard_number(std::string_view file_name) {
  constexpr std::string_view kEnding = ".weights.h5";
  constexpr std::size_t kDigits = 5;
  if (!file_name.ends_with(kEnding)) return {};
  file_name.remove_suffix(kEnding.size());
  if (file_name.size() < kDigits + 1) return {};
  const std::string_view number = file_name.substr(file_name.size() - kDigits);
  const bool digits = std::ranges::all_of(number, [](char c) { return c >= '0' && c <= '9'; });
  return digits && file_name[file_name.size() - kDigits - 1] == '_' ? number : std::string_view{};
}

}  // namespace

void check_lone_shard(const Subject& subject, Findings& findings) {
  if (subject.set != nullptr) return;  // its index is there
  const std::string_view number = shard_number(subject.file_name);
  if (number.empty() || subject.checkpoint->layout != keras::Layout::v3_weights) return;
  const LayerSets sets = sort_layers(*subject.checkpoint);
  const std::string_view name = subject.file_name;
  const std::string index = std::string(name.substr(0, name.size() - std::string_view("_00000.weights.h5").size())) + ".weights.json";
  findings.add(
      ids::kLoneShard,
      {.confidence = Confidence::likely,
       .params = {{"number", std::string(number)}, {"index", short_name(index)}},
       .evidence = {
           evidence::excerpt("a name that ends in the number of a part", text::shorten(text::to_valid_utf8(subject.file_name), 200)),
           evidence::measurement("layers with weights in this part", static_cast<double>(sets.filled.size()), "layers")}});
}

}  // namespace weighbridge::rules
