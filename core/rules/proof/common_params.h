// What every finding's page may fill in: the user's file under the names that code needs.
#ifndef WEIGHBRIDGE_RULES_PROOF_COMMON_PARAMS_H_
#define WEIGHBRIDGE_RULES_PROOF_COMMON_PARAMS_H_

#include <cstdint>
#include <string>

#include "rules/rule.h"

namespace weighbridge::rules {

// "This file", "This folder", "This set of 3 parts", "This model, saved in one part,": how a sentence about what was
// given begins.
[[nodiscard]] std::string this_file(const Subject& subject);

// The name of one file of what was given, as Storage::file and hdf5::Node::file count them.
[[nodiscard]] std::string part_name(const Subject& subject, std::uint32_t file);

// this_file  the same
// file       what the user gave: the file, the folder, the index of shards
// stem       the same without its ending
// hdf5       what holds the HDF5 part: the file itself, an archive, model.weights.h5 in a folder, the shard that the
// finding speaks of: of the
//            object at its path, or as the rule says in this parameter
// load       what load_weights takes: what the user gave, or model.weights.h5 in a folder
// member     the part's name where `hdf5` is an archive
// copy       a name for an HDF5 copy of it
void add_common_params(const Subject& subject, Finding& finding);

}  // namespace weighbridge::rules

#endif  // WEIGHBRIDGE_RULES_PROOF_COMMON_PARAMS_H_
