#include "session.h"

#include <utility>

#include "error_json.h"
#include "weighbridge/analyze.h"
#include "weighbridge/messages.h"

namespace weighbridge::wasm {
namespace {

constexpr double kMaxExact = 9007199254740992.0;  // 2^53

std::size_t at(int index) { return static_cast<std::size_t>(index); }

}  // namespace

Session::Session(const std::string& file_name, int source_id, double size_bytes) {
  if (!(size_bytes >= 0 && size_bytes <= kMaxExact)) {
    error_json_ = error_json({ErrorCode::io, "the file's size is not a number of bytes"});
    return;
  }
  source_.emplace(source_id, static_cast<std::uint64_t>(size_bytes));
  auto opened = Analysis::open(file_name, *source_);
  if (opened) {
    analysis_ = std::move(*opened);
  } else {
    error_json_ = error_json(opened.error());
  }
}

std::string Session::report() const { return analysis_ ? to_json(analysis_->report(), false) : error_json_; }

std::string Session::explain_message(const std::string& pasted) const {
  return messages_to_json(answer_message(pasted, analysis_ ? &analysis_->report() : nullptr));
}

int Session::piece_count() const { return analysis_ ? static_cast<int>(analysis_->piece_count()) : 0; }

double Session::piece_offset(int index) const { return analysis_ ? static_cast<double>(analysis_->piece(at(index)).offset) : 0; }

double Session::piece_bytes(int index) const { return analysis_ ? static_cast<double>(analysis_->piece(at(index)).size_bytes) : 0; }

std::size_t Session::buffer_for(int index) {
  if (analysis_) buffer_.resize(static_cast<std::size_t>(analysis_->piece(at(index)).size_bytes));
  return reinterpret_cast<std::size_t>(buffer_.data());
}

void Session::feed(int index) {
  if (analysis_) analysis_->feed(at(index), buffer_);
}

void Session::finish_scan() {
  if (analysis_) analysis_->finish_scan();
  buffer_ = {};
}

}  // namespace weighbridge::wasm
