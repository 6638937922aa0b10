// An unzipped .keras archive whose files came without their folder.
#ifndef WEIGHBRIDGE_KERAS_LOOSE_ARCHIVE_H_
#define WEIGHBRIDGE_KERAS_LOOSE_ARCHIVE_H_

#include <string_view>

namespace weighbridge::keras {

// What the three files are called together.
inline constexpr std::string_view kLooseArchive = "unzipped .keras";

}  // namespace weighbridge::keras

#endif  // WEIGHBRIDGE_KERAS_LOOSE_ARCHIVE_H_
