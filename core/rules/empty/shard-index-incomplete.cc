#include <algorithm>
#include <set>
#include <string>

#include "base/text.h"
#include "rules/proof/layer_sets.h"
#include "rules/rule.h"

namespace weighbridge::rules {
namespace {

using Objects = std::set<std::string, std::less<>>;

std::string shown(const std::string& object) { return object.empty() ? "the model itself" : object; }
std::string in_words(const IndexFault& fault) {
  return shown(fault.object) + (fault.named ? ": named for " : ": also in ") + fault.part;
}

std::vector<std::string> shown_all(const Objects& objects) {
  std::vector<std::string> names;
  for (const std::string& object : objects) names.push_back(shown(object));
  return names;
}

// What of the set is not as the index says, sorted by what it means.
struct Faults {
  Objects misplaced;                // in other parts than those that the index names
  std::vector<std::string> places;  // where
  bool left_out = false;
  bool wrong = false;
};

Faults sort(const FileSet& set) {
  Faults faults;
  for (const IndexFault& fault : set.index_faults) {
    (fault.named ? faults.wrong : faults.left_out) = true;
    faults.misplaced.insert(fault.object);
    faults.places.push_back(in_words(fault));
  }
  return faults;
}

struct Words {
  std::string title = "The index does not say where all of the weights are";
  std::string what, outcome;
  std::string next =
      "All numbers are here: put the parts together into one file, as shown below, or save again with Keras 3.11 or "
      "newer.";
  std::string kind = "here";
};

Words words_for(const FileSet& set, const Faults& faults) {
  Words words;
  if (!set.index_lost.empty()) {
    const std::string lost = list_for_people(shown_all(set.index_lost));
    words.title = "The index names layers that are in none of its parts";
    words.what = "Here no part holds anything of " + lost +
                 (faults.left_out ? ", and parts hold layers that the index does not name." : ".");
    words.outcome = "A part seems to be of another save.";
    words.next = "Get all parts and the index of one and the same save; the numbers of " + lost + " are not here.";
    words.kind = "lost";
  } else if (!faults.places.empty()) {
    words.what = !faults.wrong     ? "Here it leaves out parts in which layers have weights."
                 : faults.left_out ? "Here it names parts that hold nothing of a layer, and leaves out others that do."
                                   : "Here it names parts that hold nothing of the layer that they are named for.";
    words.outcome = "Keras finds only what the index names, so " + list_for_people(shown_all(faults.misplaced)) +
                    " would not be loaded in full.";
    if (set.index_bytes_lacking > 0) {
      words.outcome += " Besides, " + text::size_for_people(set.index_bytes_lacking) +
                       " that it counts are in no part: one is missing.";
      words.next = "Get all parts of the save; those that the index does not name, too.";
      words.kind = "lost";
    }
  } else if (set.index_bytes_lacking > 0) {
    words.what = "It counts " + text::size_for_people(set.index_bytes_lacking) +
                 " more than there is in the parts that it names.";
    words.outcome = (set.layers.empty() ? "Part of what was saved" : "Part of " + list_for_people(set.layers)) +
                    std::string(" is not here.");
    words.next = "Get all parts and the index of one and the same save.";
    words.kind = "lost";
  } else {
    const std::string more = list_for_people(shown_all(set.index_superfluous));
    words.title = "The index names more than there is: " + more;
    words.what = "Here it also names " + more + ", of which no part holds anything.";
    words.outcome = "All bytes that it counts are here, so a model without that loads them; one that has it cannot.";
    words.next = "If your model has no " + more + ", nothing is lost.";
  }
  return words;
}

}  // namespace

void check_shard_index_incomplete(const Subject& subject, Findings& findings) {
  const FileSet* set = subject.set;
  if (set == nullptr || set->kind != GroupKind::shards) return;
  const Faults faults = sort(*set);
  if (faults.places.empty() && set->index_bytes_lacking == 0 && set->index_lost.empty() &&
      set->index_superfluous.empty())
    return;
  std::vector<Evidence> evidence;
  const auto add_list = [&](const std::string& what, const std::vector<std::string>& items) {
    if (!items.empty())
      evidence.push_back(evidence::list(what + " (" + std::to_string(items.size()) + ")", bounded(items)));
  };
  add_list("named by the index, and in no part",
           shown_all(set->index_lost.empty() ? set->index_superfluous : set->index_lost));
  add_list("where the index and the parts disagree", faults.places);
  if (set->index_bytes_lacking > 0)
    evidence.push_back(evidence::measurement("bytes that the index counts and no part holds",
                                             static_cast<double>(set->index_bytes_lacking), "bytes"));
  const auto of_optimizer = [](const std::string& object) {
    return object == "optimizer" || object.starts_with("optimizer/");
  };
  const bool serious = !std::ranges::all_of(set->index_lost, of_optimizer) ||
                       !std::ranges::all_of(faults.misplaced, of_optimizer) ||
                       (set->index_lost.empty() && set->index_bytes_lacking > 0);
  Words words = words_for(*set, faults);
  std::vector<const Layer*> layers;
  if (subject.checkpoint != nullptr) {
    for (const Layer& layer : subject.checkpoint->layers) {
      if (faults.misplaced.contains(layer.path) || set->index_lost.contains(layer.path)) layers.push_back(&layer);
    }
  }
  findings.add(ids::kShardIndexIncomplete, {.layers = paths_of_layers(layers),
                                            .params = {{"title", std::move(words.title)},
                                                       {"what", std::move(words.what)},
                                                       {"outcome", std::move(words.outcome)},
                                                       {"next", std::move(words.next)},
                                                       {"kind", std::move(words.kind)}},
                                            .evidence = std::move(evidence),
                                            .severity = serious ? std::nullopt : std::optional(Severity::warning)});
}

}  // namespace weighbridge::rules
