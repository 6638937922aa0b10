// Text that is neither a pointer nor markup nor JSON: what it most likely is.
#ifndef WEIGHBRIDGE_CONTAINER_TEXT_PLAIN_TEXT_H_
#define WEIGHBRIDGE_CONTAINER_TEXT_PLAIN_TEXT_H_

#include <string_view>

#include "container/identification.h"

namespace weighbridge::container {

// Facts: language ("python", or the interpreter of a script), symlink_target, tf_checkpoint (the prefix that TensorFlow's `checkpoint` file
// names), base64_of ("hdf5" or "zip"), pointer ("dvc" or "git-annex").
void note_plain_text(std::string_view text, Identification& found);

}  // namespace weighbridge::container

#endif  // WEIGHBRIDGE_CONTAINER_TEXT_PLAIN_TEXT_H_
