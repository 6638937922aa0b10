// HDF5 files that no Keras wrote: whether there is anything in them, and whose they are.
#ifndef WEIGHBRIDGE_RULES_PROOF_FOREIGN_ORIGIN_H_
#define WEIGHBRIDGE_RULES_PROOF_FOREIGN_ORIGIN_H_

#include <string>
#include <string_view>

#include "hdf5/tree.h"

namespace weighbridge::rules {

// No group, no array, no attribute but those that Keras writes before the first layer.
[[nodiscard]] bool is_blank(const hdf5::Node& root);

struct Origin {
  std::string what;  // "an AnnData file"; empty: not known
  std::string mark;  // what tells it: "the attribute encoding-type"; empty where it only looks so
};
// By marks that the program always leaves. `first_bytes_hex`: of the file, user block included
// (container::Identification).
[[nodiscard]] Origin origin_of(const hdf5::Tree& tree, std::string_view first_bytes_hex);

}  // namespace weighbridge::rules

#endif  // WEIGHBRIDGE_RULES_PROOF_FOREIGN_ORIGIN_H_
