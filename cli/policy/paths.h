// Paths as a report for others names them, and patterns of paths.
#ifndef WEIGHBRIDGE_CLI_POLICY_PATHS_H_
#define WEIGHBRIDGE_CLI_POLICY_PATHS_H_

#include <string>
#include <string_view>

namespace weighbridge::cli {

// "a/../b//c/" becomes "b/c"; "" becomes ".". By the words alone: links are not followed.
[[nodiscard]] std::string normal_path(std::string_view path);
// `path`, which the shell gave, as it is called from `folder` ("" is the working directory): "models/m.h5". A path that
// is not below the folder stays absolute.
[[nodiscard]] std::string relative_path(std::string_view path, std::string_view folder = {});
// The part in front of the last slash; "" where there is none.
[[nodiscard]] std::string folder_of(std::string_view path);
// As in .gitignore: '*' and '?' stop at a slash, '**' does not; a pattern that is a folder means all that is in it; one
// without a slash means files of that name anywhere.
[[nodiscard]] bool matches(std::string_view pattern, std::string_view path);

}  // namespace weighbridge::cli

#endif  // WEIGHBRIDGE_CLI_POLICY_PATHS_H_
