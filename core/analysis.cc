#include "weighbridge/analysis.h"

#include <utility>
#include <vector>

#include "analysis_state.h"
#include "assemble.h"
#include "set_loaders.h"
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

rules::Subject Analysis::State::subject() const {
  rules::Subject subject{.file_name = file_name, .size_bytes = opened.file->size_bytes(), .container = opened.found};
  subject.hdf5_problem = opened.hdf5_problem;
  if (opened.part.superblock) subject.superblock = &*opened.part.superblock;
  if (opened.part.source != nullptr) subject.hdf5_available_bytes = opened.part.source->size_bytes();
  if (opened.tree) subject.tree = &*opened.tree;
  if (checkpoint) subject.checkpoint = &*checkpoint;
  if (set) subject.set = &*set;
  return subject;
}

void Analysis::State::begin() {
  plan.emplace(checkpoint ? tensors_to_scan(*checkpoint) : std::vector<Tensor*>{});
  make_report({});
}

void Analysis::State::make_report(const Scan& scan) {
  rules::Subject known = subject();
  known.values_known = scan.state == ScanState::done;
  const std::string_view config_json = texts.config_json ? std::string_view(*texts.config_json) : std::string_view();
  report = assemble(known, config_json, scan);
  if (!set) return;
  report.files = files;
  report.size_bytes = 0;
  for (const ReportFile& file : files) report.size_bytes += file.size_bytes;
  report.loaders = predict_set(known, given ? *given : opened.found, report);
}

Analysis::Analysis(std::unique_ptr<State> state) : state_(std::move(state)) {}
Analysis::~Analysis() = default;

Result<std::unique_ptr<Analysis>> Analysis::open(std::string_view file_name, ByteSource& source) {
  auto opened = open_file(source);
  if (!opened) return std::unexpected(opened.error());
  auto state = std::make_unique<State>();
  state->file_name = file_name;
  state->opened = std::move(*opened);
  const OpenedFile& file = state->opened;
  state->texts = read_archive_texts(*file.file, file.found);
  if (file.tree) {
    state->checkpoint = keras::read_checkpoint(*file.tree, state->texts, file.available_bytes());
    state->checkpoint->zip_member = file.part.zip_member;
    if (file.part.inflated) forget_offsets(*state->checkpoint);
  }
  state->begin();
  return std::unique_ptr<Analysis>(new Analysis(std::move(state)));
}

const Report& Analysis::report() const { return state_->report; }

std::size_t Analysis::piece_count() const { return state_->plan->pieces().size(); }

Analysis::Piece Analysis::piece(std::size_t index) const {
  const auto pieces = state_->plan->pieces();
  return index < pieces.size() ? Piece{pieces[index].offset, pieces[index].size_bytes, pieces[index].file} : Piece{};
}

void Analysis::feed(std::size_t index, std::span<const std::byte> bytes) { state_->plan->feed(index, bytes); }

void Analysis::finish_scan() { state_->make_report(state_->plan->finish()); }

Result<Report> analyze(std::string_view file_name, ByteSource& source) {
  auto analysis = Analysis::open(file_name, source);
  if (!analysis) return std::unexpected(analysis.error());
  return (*analysis)->report();
}

}  // namespace weighbridge
