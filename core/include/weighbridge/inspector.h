// HDF5's own library, asked one thing: whether a file opens. It crashes on some damaged files, or does not come to an
// end: ask in a process, or a WebAssembly module, that may be lost. In a library of its own (weighbridge::inspector),
// so that what only judges files links no HDF5.
#ifndef WEIGHBRIDGE_INSPECTOR_H_
#define WEIGHBRIDGE_INSPECTOR_H_

#include <cstdint>
#include <optional>
#include <string>

#include "weighbridge/byte_source.h"
#include "weighbridge/inspection.h"
#include "weighbridge/result.h"

namespace weighbridge {

// Opens the HDF5 file in `source` (user block allowed) and its root group as h5py.File does, and closes them again. The
// library is shown nothing more. `claimed_end` as in Inspect; where `source` ends before it, the library is also asked
// what it says with zeros in place of what is missing. Fails only if `source` does.
[[nodiscard]] Result<Inspection> inspect(ByteSource& source, std::uint64_t claimed_end);

// The same of a file as the user has it, an archive among them; none where it has no HDF5 part.
[[nodiscard]] Result<std::optional<Inspection>> inspect_file(ByteSource& file);

// "HDF5 1.14". Where another patch release is built instead, the answers are the same, and reports should be.
[[nodiscard]] std::string library_name();

// For AnalysisOptions::inspect: asks at once.
[[nodiscard]] Inspect ask_hdf5();

}  // namespace weighbridge

#endif  // WEIGHBRIDGE_INSPECTOR_H_
