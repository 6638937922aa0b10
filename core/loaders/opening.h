// The first obstacle: can the loader open the file at all?
#ifndef WEIGHBRIDGE_LOADERS_OPENING_H_
#define WEIGHBRIDGE_LOADERS_OPENING_H_

#include <optional>
#include <string_view>

#include "loaders/answer.h"
#include "loaders/contents.h"
#include "loaders/generation.h"

namespace weighbridge::loaders {

// h5py.File(path, "r"). None: it opens.
[[nodiscard]] std::optional<Answer> open_hdf5(const Generation& loader, const Contents& file);
// h5py about the value of an attribute that can't be read. `problem`: HDF5's phrase.
[[nodiscard]] Answer unreadable_attribute(const Generation& loader, std::string_view problem);
// zipfile.ZipFile and the reading of the members that every call needs. None: they can be read.
[[nodiscard]] std::optional<Answer> open_archive(const Contents& file, bool with_config);
// The archive's weights member as HDF5, once the archive is open.
[[nodiscard]] std::optional<Answer> open_weights_member(const Generation& loader, const Contents& file);

}  // namespace weighbridge::loaders

#endif  // WEIGHBRIDGE_LOADERS_OPENING_H_
