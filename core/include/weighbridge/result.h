// How every fallible call of Weighbridge answers: a value, or an Error that says why there is none.
//
// Three kinds of bad news are kept apart. A *finding* (finding.h) is about the user's file and belongs in the
// report. An *Error* is about the analysis: bytes could not be read, a limit was hit. An assertion is about us.
#ifndef WEIGHBRIDGE_RESULT_H_
#define WEIGHBRIDGE_RESULT_H_

#include <expected>
#include <string>
#include <utility>

namespace weighbridge {

enum class ErrorCode {
  io,            // the source could not be read (the disk, the Blob)
  out_of_range,  // a read outside the source
  malformed,     // the bytes break the format they claim to have
  unsupported,   // well-formed, but this build cannot read it
  limit,         // a size from the file exceeds a limit of limits.h
};

// `message` is one short lower-case phrase without a final stop ("the zip directory is cut off").
struct Error {
  ErrorCode code;
  std::string message;
};

template <typename T>
using Result = std::expected<T, Error>;

[[nodiscard]] inline std::unexpected<Error> fail(ErrorCode code, std::string message) {
  return std::unexpected(Error{code, std::move(message)});
}

}  // namespace weighbridge

#endif  // WEIGHBRIDGE_RESULT_H_
