// What the command asks the system of files and folders, besides their bytes. Paths are UTF-8 with '/' on every system;
// cli/posix and cli/windows answer.
#ifndef WEIGHBRIDGE_CLI_FOLDERS_H_
#define WEIGHBRIDGE_CLI_FOLDERS_H_

#include <string>
#include <string_view>
#include <vector>

#include "weighbridge/result.h"

namespace weighbridge::cli {

enum class Entry { file, folder, other };  // other: a link, a device; or nothing is there

// A link to a folder is one, too.
[[nodiscard]] bool is_folder(const std::string& path);
[[nodiscard]] bool is_there(const std::string& path);
// Links are not followed.
[[nodiscard]] Entry entry_at(const std::string& path);
// Names in the folder, sorted by their bytes, without hidden ones. Fails with the system's words.
[[nodiscard]] Result<std::vector<std::string>> names_in(const std::string& path);

[[nodiscard]] bool is_absolute(std::string_view path);
// "" where it can't be told.
[[nodiscard]] std::string working_directory();

// A path as it was given, with '/'.
[[nodiscard]] std::string spelled(const std::string& path);
// The paths that a word of the command line means: itself, or what fits its '*' and '?' where no shell has seen to
// that.
[[nodiscard]] std::vector<std::string> paths_meant_by(const std::string& word);

}  // namespace weighbridge::cli

#endif  // WEIGHBRIDGE_CLI_FOLDERS_H_
