// Config against weights: layers for which the file's own config asks for other variables than the file holds.
#ifndef WEIGHBRIDGE_LOADERS_CONFIG_CONTRADICTION_H_
#define WEIGHBRIDGE_LOADERS_CONFIG_CONTRADICTION_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "keras/checkpoint.h"
#include "weighbridge/report.h"

namespace weighbridge::loaders {

// A shape that is asked for, another that is there.
struct OtherShape {
  std::string name;  // "kernel"
  std::vector<std::uint64_t> needed;
  std::vector<std::uint64_t> stored;
  std::string path = {};  // Keras' own path of the variable, where it is more than layer and name
};

struct Contradiction {
  std::string layer, class_name;
  std::vector<std::string> needed;  // names of the variables by the config
  std::size_t stored = 0;           // how many are there
  std::optional<OtherShape> shape;  // none: their number differs
};

// In the order of the checkpoint. Layers whose name the config has more than once are left out, as are those whose
// variables the config does not decide (needed_variables.h). A file without a config has none.
[[nodiscard]] std::vector<Contradiction> find_contradictions(json::Value architecture,
                                                             const keras::Checkpoint& checkpoint);
// Layers of the config that need variables and that the checkpoint does not know at all, by none of its names. Only
// where every layer is one of Keras' own and none is a model: a layer that two share is stored once, anywhere.
[[nodiscard]] std::vector<Contradiction> find_absent(json::Value architecture, const keras::Checkpoint& checkpoint);
// A layer that load_model makes without `added` of the variables that are stored. Their names are not known.
[[nodiscard]] Contradiction made_with_fewer(const Layer& layer, std::size_t added);
// Layers directly in the model that have weights in the file, but no place in its config. Only where the config lists
// the model's layers.
[[nodiscard]] std::size_t count_beside_config(json::Value architecture, const keras::Checkpoint& checkpoint);

// "'dense' has kernel (8, 3) by the config of the file, but (8, 2) is stored": a clause.
[[nodiscard]] std::string in_words(const Contradiction& contradiction);
// Python's tuple: "(8, 3)", "(3,)".
[[nodiscard]] std::string python_tuple(const std::vector<std::uint64_t>& shape);

}  // namespace weighbridge::loaders

#endif  // WEIGHBRIDGE_LOADERS_CONFIG_CONTRADICTION_H_
