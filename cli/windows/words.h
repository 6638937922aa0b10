// Windows' texts: UTF-16 in its calls, UTF-8 with '/' in this command.
#ifndef WEIGHBRIDGE_CLI_WINDOWS_WORDS_H_
#define WEIGHBRIDGE_CLI_WINDOWS_WORDS_H_

#include <string>
#include <string_view>

namespace weighbridge::cli::windows {

[[nodiscard]] std::wstring to_wide(std::string_view text);
[[nodiscard]] std::string to_utf8(std::wstring_view text);
// A path as Windows' calls take it; of any length, which they do of whole paths behind a prefix alone.
[[nodiscard]] std::wstring to_wide_path(std::string_view path);
// What Windows says of its error, without a full stop: "Access is denied".
[[nodiscard]] std::string words_of(unsigned long error);

}  // namespace weighbridge::cli::windows

#endif  // WEIGHBRIDGE_CLI_WINDOWS_WORDS_H_
