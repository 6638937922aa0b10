// What a prediction may rest on: the same facts as a rule's, taken apart so that loaders know nothing of rules.
#ifndef WEIGHBRIDGE_LOADERS_FACTS_H_
#define WEIGHBRIDGE_LOADERS_FACTS_H_

#include <cstdint>
#include <span>
#include <string_view>

#include "container/identify.h"
#include "container/superblock.h"
#include "hdf5/tree.h"
#include "keras/checkpoint.h"
#include "weighbridge/mishap.h"

namespace weighbridge::loaders {

// Pointers are null where the file did not get that far.
struct Facts {
  std::string_view file_name;  // bare; Keras chooses its reader by it
  const container::Identification& container;
  const container::Superblock* superblock = nullptr;  // of the HDF5 part: the file itself or the archive's weights member
  std::uint64_t hdf5_available_bytes = 0;             // how many bytes of the HDF5 part are there
  std::string_view hdf5_problem;                      // why it could not be opened: HDF5's phrase
  Mishap mishap = Mishap::none;                       // HDF5's library did not survive this file before
  const hdf5::Tree* tree = nullptr;
  const keras::Checkpoint* checkpoint = nullptr;
  std::string_view config_json;                                    // .keras: config.json, "" when there is none
  std::span<const container::WrongChecksum> wrong_checksums = {};  // members of the archive that are not what was packed
};

}  // namespace weighbridge::loaders

#endif  // WEIGHBRIDGE_LOADERS_FACTS_H_
