#include "inspector/error_stack.h"

#include <cstring>
#include <string>
#include <string_view>

#include "base/text.h"

namespace weighbridge::hdf5 {

namespace {

constexpr std::size_t kMaxPhraseBytes = 200;
// Stands where HDF5 puts the name of its own function: the record is ours (push_error).
constexpr const char* kOurFunctions[] = {"byte source: io", "byte source: out of range", "byte source: malformed",
                                         "byte source: unsupported", "byte source: limit"};

struct Innermost {
  std::string phrase;
  ErrorCode code = ErrorCode::malformed;
};

// HDF5 adds the numbers behind a comma ("addr overflow, addr = 2048, size = 512, eoa = 2400"); they mean nothing to the
// reader.
std::string_view without_numbers(std::string_view description) {
  const std::size_t comma = description.find(", ");
  if (comma == std::string_view::npos || description.find(" = ", comma) == std::string_view::npos) return description;
  return description.substr(0, comma);
}

std::string phrase_of(const char* description) {
  std::string_view text = description == nullptr ? "" : description;
  if (!text.starts_with("truncated file")) text = without_numbers(text);
  constexpr std::string_view retries = " after all read attempts";  // one, unless the file is being written
  if (text.ends_with(retries)) text.remove_suffix(retries.size());
  while (!text.empty() && (text.back() == '.' || text.back() == ' ' || text.back() == '\n')) text.remove_suffix(1);
  std::string phrase = text::shorten(text::to_valid_utf8(text), kMaxPhraseBytes);
  const bool acronym = phrase.size() > 1 && phrase[1] >= 'A' && phrase[1] <= 'Z';
  if (!acronym && !phrase.empty() && phrase[0] >= 'A' && phrase[0] <= 'Z')
    phrase[0] = static_cast<char>(phrase[0] - 'A' + 'a');
  return phrase;
}

extern "C" herr_t take_innermost(unsigned, const H5E_error2_t* record, void* data) {
  auto& innermost = *static_cast<Innermost*>(data);
  if (!innermost.phrase.empty()) return 0;
  innermost.phrase = phrase_of(record->desc);
  for (std::size_t code = 0; code < std::size(kOurFunctions); ++code) {
    if (record->func_name != nullptr && std::strcmp(record->func_name, kOurFunctions[code]) == 0)
      innermost.code = static_cast<ErrorCode>(code);
  }
  return 0;
}

}  // namespace

Error last_error() {
  Innermost innermost;
  // Upward: from where the error arose to the call that was made.
  (void)H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, take_innermost, &innermost);
  if (innermost.phrase.empty()) innermost.phrase = "no reason given by hdf5";
  return {innermost.code, std::move(innermost.phrase)};
}

void push_error(const Error& error) {
  (void)H5Epush2(H5E_DEFAULT, "", kOurFunctions[static_cast<std::size_t>(error.code)], 0, H5E_ERR_CLS, H5E_IO,
                 H5E_READERROR, "%s", error.message.c_str());
}

SilentErrors::SilentErrors() {
  // Nothing is ever written, so nothing needs saving at exit; after a damaged file HDF5 would print "infinite loop
  // closing library" there.
  (void)H5dont_atexit();
  (void)H5open();  // the defaults that are changed here exist only afterwards
  (void)H5Eget_auto2(H5E_DEFAULT, &print_, &print_data_);
  (void)H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

SilentErrors::~SilentErrors() { (void)H5Eset_auto2(H5E_DEFAULT, print_, print_data_); }

}  // namespace weighbridge::hdf5
