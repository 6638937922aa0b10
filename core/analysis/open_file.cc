#include "analysis/open_file.h"

#include <utility>

#include "container/identify.h"
#include "hdf5/lost_arrays.h"

namespace weighbridge {
namespace {

// Of the file's bytes, once its structure is known: the report needs the memory more. Values are read elsewhere.
constexpr std::uint64_t kMostKeptBytes = 4u << 20;

// What keeps h5py from opening it; "" where nothing does, or nobody was asked.
std::string problem_of(const std::optional<Inspection>& inspection) {
  if (!inspection || !is_trouble(*inspection)) return "";
  switch (inspection->answer) {
    case InspectionAnswer::opens:
      return "";
    case InspectionAnswer::refused:
      return inspection->words;
    case InspectionAnswer::crashed:
      return "HDF5's library crashed on it";
    case InspectionAnswer::hung:
      return "HDF5's library did not come to an end with it";
  }
  return "";
}

hdf5::OpenOptions options_of(const container::Hdf5Part& part) { return {part.claimed_end(), part.report_offset}; }

// Whatever can be read of a file that HDF5 refuses, Keras does not get to see it: its words stand before the list.
Result<void> list_structure(OpenedFile& opened) {
  const container::Hdf5Part& part = opened.part;
  const hdf5::OpenOptions options = options_of(part);
  opened.hdf5_problem = problem_of(opened.inspection);
  if (opened.hdf5_problem.empty()) {
    auto tree = hdf5::read_tree(*part.source, options);
    if (!tree && tree.error().code == ErrorCode::io) return std::unexpected(tree.error());
    if (tree) {
      opened.tree = std::move(*tree);
      return {};
    }
    opened.hdf5_problem = tree.error().message;
  }
  // Where bytes were added or taken away, addresses lead nowhere.
  if (opened.found.mangling == container::Mangling::none)
    opened.tree = hdf5::find_lost_arrays(*part.source, options, nullptr, opened.hdf5_problem);
  return {};
}

}  // namespace

std::uint64_t OpenedFile::available_bytes() const {
  if (part.source == nullptr) return 0;
  return part.inflated ? part.source->size_bytes() : part.report_offset + part.source->size_bytes();
}

bool OpenedFile::is_cut() const {
  return part.source != nullptr && part.superblock && part.superblock->is_cut_at(part.source->size_bytes());
}

bool find_lost_values(OpenedFile& opened) {
  const hdf5::Tree& listed = *opened.tree;
  if (listed.limit_reached || listed.unreadable > 0 || !listed.root.problem.empty()) return false;  // done already
  auto found = hdf5::find_lost_arrays(*opened.part.source, options_of(opened.part), &listed);
  if (!found) return false;
  opened.tree = std::move(*found);
  return true;
}

Result<OpenedFile> open_file(ByteSource& source, const Inspect& inspect, std::size_t number) {
  OpenedFile opened;
  opened.number = number;
  opened.file = std::make_unique<io::BlockCache>(source);
  auto identified = container::identify(*opened.file);
  if (!identified) return std::unexpected(identified.error());
  opened.found = std::move(*identified);
  opened.part = container::find_hdf5_part(*opened.file, opened.found);
  opened.hdf5_problem = opened.part.problem;
  if (opened.part.too_large) return fail(ErrorCode::limit, opened.part.problem);
  if (opened.part.source == nullptr) return opened;
  if (inspect) {
    auto inspection = inspect(number, *opened.part.source, opened.part.claimed_end());
    if (!inspection) return std::unexpected(inspection.error());
    opened.inspection = std::move(*inspection);
  }
  if (auto listed = list_structure(opened); !listed) return std::unexpected(listed.error());
  opened.file->forget_beyond(kMostKeptBytes);
  return opened;
}

}  // namespace weighbridge
