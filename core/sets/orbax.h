// The folder of an Orbax checkpoint: numbered steps, each with items (`pytree`, `model_config`, `assets`), each item a
// small database.
//   steps/3/_CHECKPOINT_METADATA
//   steps/3/pytree/_METADATA                     which arrays there are
//   steps/3/pytree/manifest.ocdbt, d/<hash>      where they lie, and themselves; while it is written also in
//   ocdbt.process_0/ steps/4.orbax-checkpoint-tmp/...             a step that is still being written, or was when the
//   program ended
// Sources: keras/src/callbacks/orbax_checkpoint.py and saving/orbax_util.py of Keras 3.15.1; folders that Keras 3.15.1
// wrote with orbax-checkpoint 0.11.
#ifndef WEIGHBRIDGE_SETS_ORBAX_H_
#define WEIGHBRIDGE_SETS_ORBAX_H_

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "weighbridge/file_set.h"

namespace weighbridge::sets {

// One checkpoint among the files: all of its steps.
struct OrbaxFolder {
  std::string name;                // the folder that holds the steps, or the step where none is around it
  std::vector<std::size_t> files;  // the list of arrays of the newest step first, where there is one
};

// By names only. Files that `taken` marks are passed over.
[[nodiscard]] std::vector<OrbaxFolder> find_orbax_folders(std::span<const NamedSource> files,
                                                          const std::vector<bool>& taken);

// What of a checkpoint is there, judged by the paths of its files.
struct OrbaxParts {
  std::vector<std::string> steps;       // numbers of the steps, the newest last; none: the step itself was given
  std::vector<std::string> unfinished;  // names of those that were never finished, which Orbax passes over
  bool any_finished = false;
  bool of_keras = false;             // the newest step has the item `pytree`, or lost it: it has `model_config`
  bool has_model_config = false;     // the newest step: absent with save_weights_only=True
  std::vector<std::string> missing;  // pieces without which the newest finished step can't be read
};
[[nodiscard]] OrbaxParts orbax_parts(const std::vector<std::string>& paths);

}  // namespace weighbridge::sets

#endif  // WEIGHBRIDGE_SETS_ORBAX_H_
