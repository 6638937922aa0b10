// Which findings explain a kind of failure, the best explanation first.
#ifndef WEIGHBRIDGE_LOADERS_CAUSES_H_
#define WEIGHBRIDGE_LOADERS_CAUSES_H_

#include "loaders/answer.h"

namespace weighbridge::loaders::causes {

[[nodiscard]] Causes not_hdf5();  // no signature where HDF5 looks for it
[[nodiscard]] Causes not_zip();
[[nodiscard]] Causes damaged();  // the container is right, its content is cut or broken
[[nodiscard]] Causes incomplete_archive();
[[nodiscard]] Causes other_layout();  // the loader that the name chose finds none of its own structure
[[nodiscard]] Causes empty();         // layers without variables
[[nodiscard]] Causes interrupted();   // listed, but not there
[[nodiscard]] Causes no_model();      // load_model on weights alone
[[nodiscard]] Causes paths();         // a v3 file whose paths this loader does not look for
[[nodiscard]] Causes bfloat16();
[[nodiscard]] Causes untracked();  // a layer of unknown class that holds nothing
[[nodiscard]] Causes lambda();
[[nodiscard]] Causes keras_1();
[[nodiscard]] Causes detours();    // links, values in other files, sizes without values
[[nodiscard]] Causes quantized();  // a form of numbers that this version does not read
[[nodiscard]] Causes own_variables();
[[nodiscard]] Causes words();
[[nodiscard]] Causes transformers_shard();
[[nodiscard]] Causes shards();  // parts of a sharded save that are not there
[[nodiscard]] Causes none();

}  // namespace weighbridge::loaders::causes

#endif  // WEIGHBRIDGE_LOADERS_CAUSES_H_
