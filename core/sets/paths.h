// Names of files in a set.
#ifndef WEIGHBRIDGE_SETS_PATHS_H_
#define WEIGHBRIDGE_SETS_PATHS_H_

#include <string>
#include <string_view>

namespace weighbridge::sets {

// "a/b/c.h5": the folder "a/b/" and the name "c.h5". A folder is "" or ends in '/'.
[[nodiscard]] std::string_view folder_of(std::string_view path);
[[nodiscard]] std::string_view bare_name(std::string_view path);

}  // namespace weighbridge::sets

#endif  // WEIGHBRIDGE_SETS_PATHS_H_
