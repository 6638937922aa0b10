// What is known of a file, or of several files that are one thing. Rules, loaders, the verdict and the report all rest
// on this one shape; what more than one of them derives from it stands here, so that it is derived once.
#ifndef WEIGHBRIDGE_SUBJECT_SUBJECT_H_
#define WEIGHBRIDGE_SUBJECT_SUBJECT_H_

#include <cstddef>
#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "container/identification.h"
#include "container/superblock.h"
#include "hdf5/tree.h"
#include "keras/checkpoint.h"
#include "keras/model_config.h"
#include "stats/zeroed_stretch.h"
#include "weighbridge/file_set.h"
#include "weighbridge/inspection.h"
#include "weighbridge/my_keras.h"

namespace weighbridge {

// Where the index of a sharded save and its shards disagree about an object ("layers/dense").
struct IndexFault {
  std::string object;
  std::string part;  // the shard
  // true: the index names the shard for it, but it has nothing there; false: it has, and the index does not say so.
  bool named = false;
};

// What is known of several files that are judged as one.
struct FileSet {
  GroupKind kind = GroupKind::single;
  // What Keras is given: the index of the shards, the folder, the checkpoint's leading file.
  std::string name;
  std::size_t files = 0;                // how many are there, shards without their index
  std::vector<std::string> names = {};  // of the files, as Storage::file counts them
  std::vector<std::string> missing;     // names of files that should be there
  std::vector<std::string> layers;      // names of the layers in what is missing or unreadable
  // The file that the subject's container and superblock are about, if it is not sound; else empty.
  std::string troubled;
  std::vector<IndexFault> index_faults;
  // Objects that the index names and of which no part holds anything.
  std::set<std::string, std::less<>> index_lost;
  // The same, but the parts hold all the bytes that the index counts.
  std::set<std::string, std::less<>> index_superfluous;
  // Of the bytes that the index counts, how many are in none of the shards.
  std::uint64_t index_bytes_lacking = 0;
  // Names of all shards; of an Orbax checkpoint the numbers of its steps.
  std::vector<std::string> parts;
  // Of an Orbax checkpoint: names of the steps that were not written to their end.
  std::vector<std::string> unfinished;
  bool any_finished = true;  // of an Orbax checkpoint: one step at least was
  // Of an Orbax checkpoint: with the item that OrbaxCheckpoint writes.
  bool of_keras = true;
  // Of an Orbax checkpoint: the newest step holds the architecture.
  bool has_model_config = false;
  // `troubled` cannot be read as it is; else it only was never closed.
  bool troubled_is_damaged = false;
  bool index_lists = false;     // the index names shards in lists, as Keras >= 3.11 does
  bool missing_begins = false;  // an object begins in a shard that is missing
  std::string index_opens;      // the shard that Keras opens by the name of the index, if there is none of that name
};

// Plain values, and pointers to what the analysis holds; null where the file did not get that far.
struct Subject {
  std::string_view file_name;  // bare; of several files: the one with the weights, see `set`
  std::uint64_t size_bytes = 0;
  const container::Identification& container;
  // The HDF5 part: of the file itself or of the zip's weights member. `hdf5_problem` says why it could not be opened:
  // HDF5's phrase.
  const hdf5::Tree* tree = nullptr;
  // Of the tree (unusual_nodes.h), so that not every rule looks for them; null: nobody did yet.
  const std::vector<const hdf5::Node*>* unusual_nodes = nullptr;
  std::string_view hdf5_problem;
  const Inspection* inspection = nullptr;             // what HDF5's library says; null: it was not asked
  const container::Superblock* superblock = nullptr;  // of the HDF5 part
  std::uint64_t hdf5_available_bytes = 0;             // how many bytes of the HDF5 part are there
  // The checkpoint's tensors have their statistics, where they can be read.
  bool values_known = false;
  // Members of the archive whose bytes were read to the end and differ from what was packed.
  std::span<const container::WrongChecksum> wrong_checksums = {};
  std::span<const stats::ZeroedStretch> zeroed = {};  // found while the values were read
  const keras::Checkpoint* checkpoint = nullptr;      // foreign HDF5 too: layout hdf5_other, no layers
  // The architecture, also where the weights beside it can't be read.
  const keras::ModelConfig* config = nullptr;
  const FileSet* set = nullptr;       // null: a file alone
  const MyKeras* my_keras = nullptr;  // what the report speaks of first; null: the newest

  // What the user hands to Keras.
  [[nodiscard]] std::string_view name() const { return set != nullptr ? std::string_view(set->name) : file_name; }
  // The HDF5 part ends before its superblock says so.
  [[nodiscard]] bool is_cut() const { return superblock != nullptr && superblock->is_cut_at(hdf5_available_bytes); }
  // HDF5's library crashed on it or did not come to an end, so that its words are not known.
  [[nodiscard]] bool killed_hdf5() const {
    return inspection != nullptr &&
           (inspection->answer == InspectionAnswer::crashed || inspection->answer == InspectionAnswer::hung);
  }
  // The flags in its superblock say that whoever wrote it never closed it; see Superblock::never_closed() for which
  // flags, by version.
  [[nodiscard]] bool never_closed() const { return superblock != nullptr && superblock->never_closed(); }
};

}  // namespace weighbridge

#endif  // WEIGHBRIDGE_SUBJECT_SUBJECT_H_
