#include "messages/foreseen.h"

#include <algorithm>

#include "base/text.h"
#include "keras/releases/loader_rows.h"

namespace weighbridge::messages {
namespace {

constexpr std::size_t kMostVersions = 6;  // that are named in a sentence

// Whether the reader has said which Keras he has; the newest of a line of releases only stands for it.
bool is_keras_said(const Report& report, const Pasted& pasted) {
  return report.my_keras && !(pasted.keras && pasted.keras->is_stand_in && pasted.keras->keras == *report.my_keras);
}

// Word for word; where the model alone knows a number, up to that number.
bool has(const Pasted& pasted, std::string_view words, std::size_t least_bytes) {
  const std::string wanted = normalise(words.substr(0, std::min(words.find(" N "), words.find("..."))));
  const std::size_t at = wanted.size() < least_bytes ? std::string_view::npos : pasted.normalised.find(wanted);
  return at != std::string_view::npos && overlap(pasted.where, {at, at + wanted.size()});
}

// The row says the text from its beginning, or what was raised first and put into other exceptions: that alone is no
// more than a likeness.
bool says_so(const LoaderPrediction& row, const Pasted& pasted, std::size_t least_bytes) {
  if (!row.error) return false;
  constexpr std::string_view kInner = "Exception encountered: ";
  const std::string_view error = *row.error;
  if (has(pasted, error.substr(std::min(error.find(": ") + 2, error.size())), least_bytes)) return true;
  const std::size_t inner = least_bytes == kLeastBytes ? error.rfind(kInner) : std::string_view::npos;
  return inner != std::string_view::npos && has(pasted, error.substr(inner + kInner.size()), least_bytes);
}

std::string call_of(const LoaderPrediction& row) { return row.call.substr(0, row.call.find('(')); }

// "load_model of Keras 3.0.0 to 3.2.1 and 3.11.0 to 3.11.3", all that say it in the call of the first.
std::string who_says_it(const Rows& rows) {
  std::vector<std::string> versions;
  for (const LoaderPrediction* row : rows) {
    if (row->call != rows.front()->call) continue;
    const bool is_nightly = row->loader.package == "keras" && !keras::is_released(*row);
    if (is_nightly && !versions.empty()) continue;
    versions.push_back(keras::in_words(is_nightly ? row->loader : keras::released_part(row->loader)));
  }
  return call_of(*rows.front()) + " of " + text::join_names(versions, kMostVersions);
}

// Where several versions say it, what helps in the newest: most readers have that, and older ones may stumble over
// more.
const LoaderPrediction& newest_like_first(const Rows& rows) {
  const LoaderPrediction* newest = rows.front();
  for (const LoaderPrediction* row : rows) {
    const bool is_like_first =
        row->call == newest->call && row->loader.package == newest->loader.package && row->remedy.has_value();
    if (is_like_first && !row->is_mine && keras::is_released(*row)) newest = row;
  }
  return *newest;
}

}  // namespace

Rows foreseen_in(const Report& report, const Pasted& pasted, std::size_t least_bytes) {
  const bool only_mine = is_keras_said(report, pasted);
  Rows rows;
  for (const LoaderPrediction& row : report.loaders) {
    if ((!only_mine || row.is_mine) && says_so(row, pasted, least_bytes)) rows.push_back(&row);
  }
  return rows;
}

std::string foreseen(const Report& report, const Rows& rows, std::string_view otherwise, const Pasted& pasted) {
  const LoaderPrediction& said = newest_like_first(rows);
  std::string text = "This is what " + who_says_it(rows) + " says to this file; its content is sound.";
  if (said.remedy) text += ' ' + *said.remedy;
  text += keras::where_it_loads(report.loaders, said.call);
  if (is_keras_said(report, pasted) || otherwise.empty()) return text;
  return text + " If another Keras said it: " + std::string(otherwise);
}

}  // namespace weighbridge::messages
