// Arrays and groups that are not where they seem to be: links, values in other files, sizes without values. Older Keras follows them;
// newer ones refuse, more of them with each release: keras/src/saving/saving_lib.py,
// safe_get_h5_group and safe_get_h5_dataset. All texts were seen in real runs of the versions named in detours.cc.
#ifndef WEIGHBRIDGE_LOADERS_DETOURS_H_
#define WEIGHBRIDGE_LOADERS_DETOURS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "hdf5/tree.h"
#include "loaders/answer.h"
#include "loaders/generation.h"

namespace weighbridge::loaders {

struct Contents;

struct Detour {
  enum class Kind { soft_link, dangling_link, external_link, external_storage, virtual_dataset, shape_bomb };
  Kind kind;
  std::string path;            // of the link or the array
  std::string target;          // the other file, where there is one
  bool at_array = true;        // false: a link in place of a group
  std::uint64_t declared = 0;  // shape_bomb: bytes
  std::uint64_t stored = 0;
};

// The first of each kind where loading a model's weights would meet it; the optimizer is left out. Sound files have none.
[[nodiscard]] std::vector<Detour> find_detours(const hdf5::Node& root);

enum class Reader { legacy, v3 };

// What comes of the detours: a refusal, or that it loads and what that takes. None where the file has no detours, or where layers
// elsewhere lack their variables too, so that the detours are not what decides.
[[nodiscard]] std::optional<Answer> meet_detours(const Generation& loader, const Contents& file, Reader reader);

}  // namespace weighbridge::loaders

#endif  // WEIGHBRIDGE_LOADERS_DETOURS_H_
