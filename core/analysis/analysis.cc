#include "weighbridge/analysis.h"

#include <algorithm>
#include <utility>

#include "analysis/analysis_state.h"
#include "analysis/archive_texts.h"
#include "weighbridge/analyze.h"

namespace weighbridge {

Analysis::Analysis(std::unique_ptr<AnalysisState> state) : state_(std::move(state)) {}
Analysis::~Analysis() = default;

Result<std::unique_ptr<Analysis>> Analysis::open(std::string_view file_name, ByteSource& source,
                                                 AnalysisOptions options) {
  auto opened = open_file(source, options.inspect);
  if (!opened) return std::unexpected(opened.error());
  auto state = std::make_unique<AnalysisState>();
  state->file_name = file_name;
  state->only_source = &source;
  state->my_keras = std::move(options.my_keras);
  state->opened = std::move(*opened);
  OpenedFile& file = state->opened;
  const keras::ArchiveTexts texts = read_archive_texts(*file.file, file.found, state->wrong_checksums);
  state->read_model(texts);
  if (state->checkpoint) state->checkpoint->zip_member = file.part.zip_member;
  state->begin();
  return std::unique_ptr<Analysis>(new Analysis(std::move(state)));
}

const Report& Analysis::report() const { return state_->report; }

bool Analysis::wants_inspection() const { return state_->opened.part.source != nullptr && !state_->opened.inspection; }

bool Analysis::take_inspections(std::span<const std::optional<Inspection>> answers) {
  const auto changes = [](const std::optional<Inspection>& said) { return said && is_trouble(*said); };
  OpenedFile& leading = state_->opened;
  if (!leading.hdf5_problem.empty() || std::ranges::any_of(answers, changes)) return false;
  if (leading.number >= answers.size()) return true;
  leading.inspection = answers[leading.number];
  state_->report.inspection = leading.inspection;
  return true;
}

void Analysis::speak_of(std::optional<MyKeras> my_keras) {
  state_->my_keras = std::move(my_keras);
  state_->make_report_anew();
}

std::size_t Analysis::piece_count() const { return state_->plan->pieces().size(); }

Analysis::Piece Analysis::piece(std::size_t index) const {
  const auto pieces = state_->plan->pieces();
  return index < pieces.size() ? Piece{pieces[index].offset, pieces[index].size_bytes, pieces[index].file} : Piece{};
}

void Analysis::feed(std::size_t index, std::span<const std::byte> bytes) {
  state_->plan->feed(index, bytes);
  if (state_->checksum) state_->checksum->feed(piece(index).offset, bytes);
}

std::size_t Analysis::step_count() const { return state_->packed.step_count(); }

std::uint64_t Analysis::step_bytes(std::size_t index) const { return state_->packed.step_bytes(index); }

void Analysis::run_step(std::size_t index) { state_->packed.run_step(index); }

Result<bool> Analysis::read_next() {
  AnalysisState& state = *state_;
  if (state.next_piece < piece_count()) {
    const Piece next = piece(state.next_piece);
    ByteSource& source = state.only_source != nullptr ? *state.only_source : *state.sources[next.file];
    state.buffer.resize(static_cast<std::size_t>(next.size_bytes));
    if (auto read = source.read_at(next.offset, state.buffer); !read) return std::unexpected(read.error());
    feed(state.next_piece++, state.buffer);
    state.bytes_read += next.size_bytes;
    return true;
  }
  if (state.next_step == step_count()) return false;
  state.bytes_read += step_bytes(state.next_step);
  run_step(state.next_step++);
  return true;
}

std::uint64_t Analysis::bytes_to_read() const {
  std::uint64_t total = 0;
  for (std::size_t i = 0; i < piece_count(); ++i) total += piece(i).size_bytes;
  for (std::size_t i = 0; i < step_count(); ++i) total += step_bytes(i);
  return total;
}

std::uint64_t Analysis::bytes_read() const { return state_->bytes_read; }

void Analysis::finish_scan() {
  state_->buffer = {};
  state_->finish();
}

Result<Report> analyze(std::string_view file_name, ByteSource& source) {
  auto analysis = Analysis::open(file_name, source);
  if (!analysis) return std::unexpected(analysis.error());
  return (*analysis)->report();
}

}  // namespace weighbridge
