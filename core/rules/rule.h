// A rule: a pure function from what is known about the file to findings. No I/O, no statics, no clock.
#ifndef WEIGHBRIDGE_RULES_RULE_H_
#define WEIGHBRIDGE_RULES_RULE_H_

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/catalogue.h"
#include "catalogue/ids.gen.h"
#include "container/identify.h"
#include "hdf5/tree.h"
#include "keras/checkpoint.h"
#include "stats/zeroed_stretch.h"
#include "weighbridge/file_set.h"
#include "weighbridge/finding.h"
#include "weighbridge/mishap.h"
#include "weighbridge/report.h"

namespace weighbridge::rules {

// What is known of several files that are judged as one.
struct FileSet {
  GroupKind kind = GroupKind::single;
  std::string name;                  // what Keras is given: the index of the shards, the folder, the checkpoint's leading file
  std::size_t files = 0;             // how many are there, shards without their index
  std::vector<std::string> names = {};  // of the files, as Storage::file counts them
  std::vector<std::string> missing;  // names of files that should be there
  std::vector<std::string> layers;   // names of the layers in what is missing or unreadable
  std::string troubled;              // the file that the subject's container and superblock are about, if it is not sound; else empty
};

// Everything a rule may look at. Pointers are null where the file did not get that far.
struct Subject {
  std::string_view file_name;  // of several files: the one with the weights, see `set`
  std::uint64_t size_bytes = 0;
  const container::Identification& container;
  // The HDF5 part: of the file itself or of the zip's weights member. `hdf5_problem` says why it could not be opened.
  const hdf5::Tree* tree = nullptr;
  std::string_view hdf5_problem;
  Mishap mishap = Mishap::none;  // HDF5's library was not asked, because it did not survive this file before
  const container::Superblock* superblock = nullptr;  // of the HDF5 part
  std::uint64_t hdf5_available_bytes = 0;             // how many bytes of the HDF5 part are there
  bool values_known = false;                          // the checkpoint's tensors have their statistics, where they can be read
  // Members of the archive whose bytes were read to the end and differ from what was packed.
  std::span<const container::WrongChecksum> wrong_checksums = {};
  std::span<const stats::ZeroedStretch> zeroed = {};  // found while the values were read
  const keras::Checkpoint* checkpoint = nullptr;      // foreign HDF5 too: layout hdf5_other, no layers
  const FileSet* set = nullptr;                       // null: a file alone

  // What the user hands to Keras.
  [[nodiscard]] std::string_view name() const { return set != nullptr ? std::string_view(set->name) : file_name; }
};

// Collects findings. `add` takes severity from the catalogue and caps the confidence at its ceiling.
class Findings {
 public:
  struct Draft {
    Confidence confidence = Confidence::certain;
    std::optional<std::string> path = std::nullopt;
    std::map<std::string, std::string> params = {};
    std::vector<Evidence> evidence;                   // at least one
    std::optional<Severity> severity = std::nullopt;  // only to lower the catalogue's
  };
  void add(FindingId id, Draft draft);
  [[nodiscard]] std::vector<Finding> take();

 private:
  std::vector<Finding> findings_;
};

struct Rule {
  const catalogue::Entry& entry;
  void (*check)(const Subject&, Findings&);
};

[[nodiscard]] std::span<const Rule> all_rules();  // generated: registry.gen.cc

// Runs every rule, drops hidden consequences, sorts by severity, rank, path.
struct Outcome {
  std::vector<Finding> findings;
  std::vector<NotRun> not_run;
};
[[nodiscard]] Outcome run_rules(const Subject& subject);

}  // namespace weighbridge::rules

#endif  // WEIGHBRIDGE_RULES_RULE_H_
