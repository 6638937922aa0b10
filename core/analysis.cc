#include "weighbridge/analysis.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "assemble.h"
#include "container/identify.h"
#include "hdf5/tree.h"
#include "hdf5_part.h"
#include "io/block_cache.h"
#include "keras/checkpoint.h"
#include "rules/rule.h"
#include "stats/scan_plan.h"
#include "weighbridge/analyze.h"

namespace weighbridge {
namespace {

void forget_offsets(std::vector<Tensor>& tensors) {
  for (Tensor& tensor : tensors) tensor.storage.offset.reset();
}

// Offsets into inflated bytes are no places in the user's file.
void forget_offsets(keras::Checkpoint& checkpoint) {
  for (Layer& layer : checkpoint.layers) forget_offsets(layer.tensors);
  if (checkpoint.optimizer) forget_offsets(checkpoint.optimizer->tensors);
  forget_offsets(checkpoint.model_level);
  forget_offsets(checkpoint.metrics);
}

// The tensors whose values are worth reading: the model's. The optimizer's and the metrics' say nothing about the weights.
std::vector<Tensor*> tensors_to_scan(keras::Checkpoint& checkpoint) {
  std::vector<Tensor*> tensors;
  for (Layer& layer : checkpoint.layers) {
    for (Tensor& tensor : layer.tensors) tensors.push_back(&tensor);
  }
  for (Tensor& tensor : checkpoint.model_level) tensors.push_back(&tensor);
  return tensors;
}

}  // namespace

struct Analysis::State {
  State(std::string_view name, ByteSource& source) : file_name(name), file(source) {}

  Result<void> read_structure();
  Result<void> read_checkpoint(const Hdf5Part& part);
  [[nodiscard]] rules::Subject subject() const;
  void make_report(const Scan& scan);

  std::string file_name;
  io::BlockCache file;
  container::Identification found;
  Hdf5Part part;
  std::string hdf5_problem;
  keras::ArchiveTexts texts;
  std::optional<hdf5::Tree> tree;
  std::optional<keras::Checkpoint> checkpoint;
  std::optional<stats::ScanPlan> plan;
  Report report;
};

Result<void> Analysis::State::read_structure() {
  auto identified = container::identify(file);
  if (!identified) return std::unexpected(identified.error());
  found = std::move(*identified);
  part = find_hdf5_part(file, found);
  hdf5_problem = part.problem;
  texts = read_archive_texts(file, found);
  return part.source != nullptr ? read_checkpoint(part) : Result<void>{};
}

Result<void> Analysis::State::read_checkpoint(const Hdf5Part& hdf5) {
  const hdf5::OpenOptions options{hdf5.superblock ? hdf5.superblock->end_of_file : 0, hdf5.report_offset};
  auto opened = hdf5::read_tree(*hdf5.source, options);
  if (!opened && opened.error().code == ErrorCode::io) return std::unexpected(opened.error());
  if (!opened) {
    hdf5_problem = opened.error().message;
    return {};
  }
  tree = std::move(*opened);
  const std::uint64_t available = hdf5.inflated ? hdf5.source->size_bytes() : hdf5.report_offset + hdf5.source->size_bytes();
  checkpoint = keras::read_checkpoint(*tree, texts, available);
  checkpoint->zip_member = hdf5.zip_member;
  if (hdf5.inflated) forget_offsets(*checkpoint);
  return {};
}

rules::Subject Analysis::State::subject() const {
  rules::Subject subject{.file_name = file_name, .size_bytes = file.size_bytes(), .container = found};
  subject.hdf5_problem = hdf5_problem;
  if (part.superblock) subject.superblock = &*part.superblock;
  if (part.source != nullptr) subject.hdf5_available_bytes = part.source->size_bytes();
  if (tree) subject.tree = &*tree;
  if (checkpoint) subject.checkpoint = &*checkpoint;
  return subject;
}

void Analysis::State::make_report(const Scan& scan) {
  rules::Subject known = subject();
  known.values_known = scan.state == ScanState::done;
  report = assemble(known, texts.config_json ? std::string_view(*texts.config_json) : std::string_view(), scan);
}

Analysis::Analysis(std::unique_ptr<State> state) : state_(std::move(state)) {}
Analysis::~Analysis() = default;

Result<std::unique_ptr<Analysis>> Analysis::open(std::string_view file_name, ByteSource& source) {
  auto state = std::make_unique<State>(file_name, source);
  if (auto read = state->read_structure(); !read) return std::unexpected(read.error());
  state->plan.emplace(state->checkpoint ? tensors_to_scan(*state->checkpoint) : std::vector<Tensor*>{});
  state->make_report({});
  return std::unique_ptr<Analysis>(new Analysis(std::move(state)));
}

const Report& Analysis::report() const { return state_->report; }

std::size_t Analysis::piece_count() const { return state_->plan->pieces().size(); }

Analysis::Piece Analysis::piece(std::size_t index) const {
  const auto pieces = state_->plan->pieces();
  return index < pieces.size() ? Piece{pieces[index].offset, pieces[index].size_bytes} : Piece{};
}

void Analysis::feed(std::size_t index, std::span<const std::byte> bytes) { state_->plan->feed(index, bytes); }

void Analysis::finish_scan() { state_->make_report(state_->plan->finish()); }

Result<Report> analyze(std::string_view file_name, ByteSource& source) {
  auto analysis = Analysis::open(file_name, source);
  if (!analysis) return std::unexpected(analysis.error());
  return (*analysis)->report();
}

}  // namespace weighbridge
