// Whether a loader of the v3 layout looks for variables where this file keeps them.
#ifndef WEIGHBRIDGE_LOADERS_PATHS_V3_PATHS_H_
#define WEIGHBRIDGE_LOADERS_PATHS_V3_PATHS_H_

#include <cstddef>
#include <optional>
#include <string>

#include "hdf5/node.h"
#include "loaders/generation.h"
#include "loaders/paths/attributes.h"
#include "loaders/paths/models_inside.h"

namespace weighbridge::loaders {

// Traits of the paths under which a file keeps variables.
struct V3Paths {
  bool any_variables = false;
  bool in_list = false;             // layers/...
  bool in_dependencies = false;     // _layer_checkpoint_dependencies/...
  bool inner_dependencies = false;  // ... of models inside alone: none at the root
  bool gapped = false;              // ... dense, dense_2, dense_4
  bool second_of_a_class = false;   // some name ends in _1
  bool public_projections = false;  // MultiHeadAttention's query_dense, not _query_dense
  bool nested_containers = false;   // .../container/...
  bool backslashes = false;
  Attributes attributes;
  ModelsInside inside;
  bool skips_numbers = false;  // in `layers`: others were counted that lie elsewhere
};
[[nodiscard]] V3Paths read_v3_paths(const Subject& subject);

enum class Found {
  all,
  first_of_each_class,  // gapped names: `dense` is found, `dense_2` is not
  none,
};
[[nodiscard]] Found find_variables(const Generation& loader, const V3Paths& paths);

// A layer that keeps others in an attribute called `vars`, which is where this layout has a layer's own variables.
struct ClashingAttribute {
  std::string path;       // of the layer: "layers/blk"
  std::string layer;      // "blk"
  std::size_t own = 0;    // variables of its own
  std::size_t found = 0;  // what stands there, layers included

  // What helps, in two sentences.
  [[nodiscard]] std::string remedy() const;
};

// In a file of the v3 layout; of the optimizer nothing is said.
[[nodiscard]] std::optional<ClashingAttribute> find_clashing_attribute(const hdf5::Node& root);

}  // namespace weighbridge::loaders

#endif  // WEIGHBRIDGE_LOADERS_PATHS_V3_PATHS_H_
