#include <set>
#include <string>

#include "base/text.h"
#include "hdf5/filters.h"
#include "rules/proof/layer_sets.h"
#include "rules/proof/tree_walk.h"
#include "rules/rule.h"

namespace weighbridge::rules {
namespace {

// Filters by their registered number (HDF Group, "Registered Filter Plugins"); `name` is what the report calls any
// other.
std::string filter_for_people(int filter, const std::string& name) {
  switch (filter) {
    case 307:
      return "bzip2";
    case 32001:
      return "Blosc";
    case 32004:
      return "LZ4";
    case 32008:
      return "bitshuffle";
    case 32013:
      return "ZFP";
    case 32015:
      return "Zstandard";
    case 32026:
      return "Blosc 2";
    default:
      return name;
  }
}

bool comes_with_h5py(int filter) {
  return filter == hdf5::kDeflateFilter || filter == hdf5::kShuffleFilter || filter == hdf5::kFletcher32Filter ||
         filter == hdf5::kSzipFilter || filter == hdf5::kNbitFilter || filter == hdf5::kScaleOffsetFilter ||
         filter == hdf5::kLzfFilter;
}

}  // namespace

void check_missing_filter(const Subject& subject, Findings& findings) {
  std::set<std::string> filters;
  const std::vector<Place> places = find_unusual(subject, [&](const hdf5::Node& node) {
    if (!node.dataset) return false;
    bool foreign = false;
    for (const int filter : node.dataset->filters) {
      if (comes_with_h5py(filter)) continue;
      filters.insert(filter_for_people(filter, hdf5::filter_name(filter)));
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
