#include "standard_input_bytes.h"

#include <windows.h>

#include <algorithm>

#include "windows/words.h"

namespace weighbridge::cli {
namespace {

constexpr std::size_t kMostReadBytes = 1u << 30;  // a call takes 32 bits

}  // namespace

Result<std::optional<std::uint64_t>> standard_input_file_size() {
  const HANDLE handle = ::GetStdHandle(STD_INPUT_HANDLE);
  LARGE_INTEGER size{};
  if (handle == nullptr || handle == INVALID_HANDLE_VALUE) return fail(ErrorCode::io, "there is none");
  if (::GetFileType(handle) != FILE_TYPE_DISK) return std::nullopt;
  if (::GetFileSizeEx(handle, &size) == 0) return fail(ErrorCode::io, windows::words_of(::GetLastError()));
  return static_cast<std::uint64_t>(size.QuadPart);
}

Result<std::size_t> read_standard_input(std::span<std::byte> out) {
  DWORD got = 0;
  const auto wanted = static_cast<DWORD>(std::min(out.size(), kMostReadBytes));
  if (::ReadFile(::GetStdHandle(STD_INPUT_HANDLE), out.data(), wanted, &got, nullptr) != 0) return got;
  const DWORD reason = ::GetLastError();
  if (reason == ERROR_BROKEN_PIPE) return 0;  // its writer has ended, which is how a pipe ends
  return fail(ErrorCode::io, windows::words_of(reason));
}

}  // namespace weighbridge::cli
