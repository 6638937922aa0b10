#include <set>
#include <string>

#include "base/text.h"
#include "rules/proof/layer_sets.h"
#include "rules/proof/tree_walk.h"
#include "rules/rule.h"

namespace weighbridge::rules {
namespace {

// Filters by their registered number (HDF Group, "Registered Filter Plugins"); those that every h5py brings are no trouble.
std::string filter_for_people(const std::string& name) {
  if (name == "filter 32001") return "Blosc";
  if (name == "filter 32026") return "Blosc 2";
  if (name == "filter 32004") return "LZ4";
  if (name == "filter 32008") return "bitshuffle";
  if (name == "filter 32013") return "ZFP";
  if (name == "filter 32015") return "Zstandard";
  if (name == "filter 307") return "bzip2";
  return name;
}

bool comes_with_h5py(const std::string& name) {
  return name == "gzip" || name == "shuffle" || name == "fletcher32" || name == "lzf" || name == "filter 32000" || name == "szip" ||
         name == "scaleoffset" || name == "nbit";
}

}  // namespace

void check_missing_filter(const Subject& subject, Findings& findings) {
  std::set<std::string> filters;
  const std::vector<Place> places = find_nodes(*subject.tree, [&](const hdf5::Node& node) {
    if (!node.dataset) return false;
    bool foreign = false;
    for (const std::string& filter : node.dataset->storage.filters) {
      if (comes_with_h5py(filter)) continue;
      filters.insert(filter_for_people(filter));
      foreign = true;
    }
    return foreign;
  });
  if (places.empty()) return;
  const std::vector<std::string> names(filters.begin(), filters.end());
  findings.add(ids::kMissingFilter, {.path = places.size() == 1 ? std::optional(places.front().path) : std::nullopt,
                                     .params = {{"filters", list_for_people(names)}},
                                     .evidence = {evidence::list("arrays that need it", bounded(paths_of(places)))}});
}

}  // namespace weighbridge::rules
