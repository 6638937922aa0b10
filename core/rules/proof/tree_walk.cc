#include "rules/proof/tree_walk.h"

namespace weighbridge::rules {

std::vector<std::string> paths_of(const std::vector<Place>& places) {
  std::vector<std::string> paths;
  paths.reserve(places.size());
  for (const Place& place : places) paths.push_back(place.path);
  return paths;
}

}  // namespace weighbridge::rules
