#include "session.h"

#include <utility>

#include "error_json.h"
#include "host/file_list.h"
#include "host/inspection_list.h"
#include "module.h"
#include "weighbridge/messages.h"
#include "weighbridge/wrong_verdict.h"

namespace weighbridge::wasm {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

// What is no version was said so by readKeras(), and is left out here.
std::optional<MyKeras> keras_named(const std::string& text) {
  if (text.empty()) return std::nullopt;
  auto read = read_my_keras(text);
  return read ? std::optional(std::move(*read)) : std::nullopt;
}

}  // namespace

Session::Session(const std::string& files_json, const std::string& inspections, const std::string& keras) {
  auto opened = open(files_json, inspections, keras);
  if (opened)
    analysis_ = std::move(*opened);
  else
    error_json_ = error_json(opened.error());
}

Result<std::unique_ptr<Analysis>> Session::open(const std::string& files_json, const std::string& inspections,
                                                const std::string& keras) {
  if (!read_file_list(files_json, sources_, files_)) return fail(ErrorCode::malformed, "this is no list of files");
  // A file alone is judged whatever it is.
  const std::vector<FileGroup> groups =
      files_.size() == 1 ? std::vector{FileGroup{GroupKind::single, files_.front().path, {0}}} : group_files(files_);
  if (groups.size() != 1) return fail(ErrorCode::malformed, "these files are not one group");
  members_ = groups.front().files;
  const auto answers = by_member(inspections);
  const Inspect inspect = [&answers](std::size_t member, ByteSource&,
                                     std::uint64_t) -> Result<std::optional<Inspection>> {
    return member < answers.size() ? answers[member] : std::nullopt;
  };
  return Analysis::open_group(groups.front(), files_, {.inspect = inspect, .my_keras = keras_named(keras)});
}

// The list has them in the order of the given files.
std::vector<std::optional<Inspection>> Session::by_member(const std::string& inspections) const {
  const std::vector<std::optional<Inspection>> given = read_inspection_list(inspections);
  std::vector<std::optional<Inspection>> answers;
  for (const std::size_t file : members_) answers.push_back(file < given.size() ? given[file] : std::nullopt);
  return answers;
}

bool Session::take_inspections(const std::string& inspections) {
  return !analysis_ || analysis_->take_inspections(by_member(inspections));
}

std::string Session::inspection() const {
  return write_inspection(analysis_ ? analysis_->report().inspection : std::nullopt);
}

bool Session::wants_inspection() const { return analysis_ && analysis_->wants_inspection(); }

std::string Session::report() const { return analysis_ ? to_json(analysis_->report()) : error_json_; }

std::string Session::report_before() {
  if (!analysis_) return error_json_;
  frame_ = json_frame(analysis_->report());
  next_layer_ = 0;
  return std::move(frame_.before);
}

int Session::layer_count() const { return analysis_ ? static_cast<int>(analysis_->report().layers.size()) : 0; }

std::string Session::next_layers() {
  if (!analysis_) return "";
  LayersPiece piece = layers_piece(analysis_->report().layers, next_layer_);
  next_layer_ += piece.count;
  return std::move(piece.text);
}

void Session::speak_of(const std::string& keras) {
  if (analysis_) analysis_->speak_of(keras_named(keras));
}

std::string Session::markdown() const { return analysis_ ? to_markdown(analysis_->report()) : std::string(); }

std::string Session::explain_message(const std::string& pasted, const std::string& audience) const {
  return messages_to_json(answer_message(pasted, analysis_ ? &analysis_->report() : nullptr, audience_of(audience)));
}

std::string Session::wrong_verdict_link() const {
  return analysis_ ? weighbridge::wrong_verdict_link(analysis_->report()) : "";
}

int Session::piece_count() const { return analysis_ ? static_cast<int>(analysis_->piece_count()) : 0; }

int Session::piece_file(int index) const {
  return analysis_ ? static_cast<int>(members_[analysis_->piece(at(index)).file]) : 0;
}

double Session::piece_offset(int index) const {
  return analysis_ ? static_cast<double>(analysis_->piece(at(index)).offset) : 0;
}

double Session::piece_bytes(int index) const {
  return analysis_ ? static_cast<double>(analysis_->piece(at(index)).size_bytes) : 0;
}

std::size_t Session::buffer_for(int index) {
  if (analysis_) buffer_.resize(static_cast<std::size_t>(analysis_->piece(at(index)).size_bytes));
  return reinterpret_cast<std::size_t>(buffer_.data());
}

void Session::feed(int index) {
  if (analysis_) analysis_->feed(at(index), buffer_);
}

int Session::step_count() const { return analysis_ ? static_cast<int>(analysis_->step_count()) : 0; }

double Session::step_bytes(int index) const {
  return analysis_ ? static_cast<double>(analysis_->step_bytes(at(index))) : 0;
}

void Session::run_step(int index) {
  if (analysis_) analysis_->run_step(at(index));
}

bool Session::read_next() { return analysis_ && analysis_->read_next().value_or(false); }

double Session::bytes_to_read() const { return analysis_ ? static_cast<double>(analysis_->bytes_to_read()) : 0; }

double Session::bytes_read() const { return analysis_ ? static_cast<double>(analysis_->bytes_read()) : 0; }

void Session::finish_scan() {
  if (analysis_) analysis_->finish_scan();
  buffer_ = {};
}

}  // namespace weighbridge::wasm
