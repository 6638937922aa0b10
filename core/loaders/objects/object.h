// What looks for variables of its own in the v3 layout: a layer, or what it keeps them in: the cell of a recurrent one,
// the projections of an attention.
#ifndef WEIGHBRIDGE_LOADERS_OBJECTS_OBJECT_H_
#define WEIGHBRIDGE_LOADERS_OBJECTS_OBJECT_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "loaders/contents.h"
#include "loaders/generation.h"
#include "weighbridge/report.h"

namespace weighbridge::loaders {

// In place of what the file does not tell.
inline constexpr std::string_view kUntold = "...";

struct Object {
  std::string class_name;  // "LSTMCell"
  std::string name;
  std::vector<std::string> variables;  // what it expects: "kernel", "bias"
  std::string scope = "";              // TensorFlow's name for them begins so: "h1/lstm_cell"
};

// The object of a layer that is one itself; what it is called when the file does not say is the class's default.
[[nodiscard]] Object object_of(const Layer& layer);

// Those of a layer, in the order in which the loader visits them, until there are `most`; how many there are.
std::size_t add_objects(const Layer& layer, const Contents& file, const Generation& loader, std::size_t most,
                        std::vector<Object>& into);

}  // namespace weighbridge::loaders

#endif  // WEIGHBRIDGE_LOADERS_OBJECTS_OBJECT_H_
