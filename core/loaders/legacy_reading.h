// The structure that loaders of legacy weights walk through, walked once for all of them.
#ifndef WEIGHBRIDGE_LOADERS_LEGACY_READING_H_
#define WEIGHBRIDGE_LOADERS_LEGACY_READING_H_

#include <cstddef>
#include <optional>
#include <string>

#include "hdf5/tree.h"
#include "keras/checkpoint.h"

namespace weighbridge::loaders {

// Something that is listed, but can't be had. `problem` is HDF5's phrase where it is there but can't be read.
struct Unavailable {
  std::string name;
  std::string problem;
  std::string missing;  // of "dense/bias:0": "dense", or "bias:0" where that is there
};

struct LegacyReading {
  bool has_layer_names = false;
  std::size_t layers_listed = 0;
  std::size_t layers_with_weights = 0;  // whose weight_names lists any
  std::optional<Unavailable> group;     // the first listed layer without a readable group
  std::optional<Unavailable> array;     // the first listed array without a readable dataset
  // The first that a layer lists more than once: HDF5 holds one array of a name, and the save stopped at the second.
  std::optional<keras::ListedWeight> twice;
  // HDF5's phrase about the first attribute that these loaders read and that can't be had.
  std::string unreadable_attribute;
  bool lacks_weight_names = false;  // some listed layer's group lacks that attribute
};

// Of the root, or of `model_weights` in it where the root has no layer_names itself.
[[nodiscard]] LegacyReading read_legacy_structure(const hdf5::Node& root);

}  // namespace weighbridge::loaders

#endif  // WEIGHBRIDGE_LOADERS_LEGACY_READING_H_
