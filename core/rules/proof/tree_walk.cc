#include "rules/proof/tree_walk.h"

namespace weighbridge::rules {

std::string join_path(const std::vector<const hdf5::Node*>& nodes) {
  std::string path;
  for (const hdf5::Node* node : nodes) path.append(path.empty() ? "" : "/").append(node->name);
  return path;
}

std::vector<std::string> paths_of(const std::vector<Place>& places) {
  std::vector<std::string> paths;
  paths.reserve(places.size());
  for (const Place& place : places) paths.push_back(place.path);
  return paths;
}

}  // namespace weighbridge::rules
