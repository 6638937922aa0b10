// Arrays and groups that are not where they seem to be: links, values in other files, sizes without values.
#ifndef WEIGHBRIDGE_LOADERS_DETOUR_H_
#define WEIGHBRIDGE_LOADERS_DETOUR_H_

#include <cstdint>
#include <string>
#include <vector>

#include "hdf5/node.h"

namespace weighbridge::loaders {

struct Detour {
  enum class Kind { soft_link, dangling_link, external_link, external_storage, virtual_dataset, shape_bomb };
  Kind kind;
  std::string path;            // of the link or the array
  std::string target;          // the other file, where there is one
  bool at_array = true;        // false: a link in place of a group
  std::uint64_t declared = 0;  // shape_bomb: bytes
  std::uint64_t stored = 0;
};

// The first of each kind where loading a model's weights would meet it; the optimizer is left out. Sound files have
// none.
[[nodiscard]] std::vector<Detour> find_detours(const hdf5::Node& root);

}  // namespace weighbridge::loaders

#endif  // WEIGHBRIDGE_LOADERS_DETOUR_H_
