// The families of formats, each with its own file. identify.cc asks them in turn; each answers true when it has filled
// `found`.
#ifndef WEIGHBRIDGE_CONTAINER_FAMILIES_H_
#define WEIGHBRIDGE_CONTAINER_FAMILIES_H_

#include <cstdint>
#include <optional>

#include "container/identification.h"
#include "container/probe.h"

namespace weighbridge::container {

// Every byte is zero. Large files are sampled: the first and last 64 KiB and 64 places between.
[[nodiscard]] Result<bool> identify_zeros(Probe& probe, Identification& found);

// The HDF5 signature at 0, or at 512 * 2^n (a user block), as H5FD_locate_signature looks for it.
[[nodiscard]] bool identify_hdf5_at_start(Probe& probe, Identification& found);
[[nodiscard]] Result<bool> identify_hdf5_behind_user_block(Probe& probe, Identification& found);
// A signature that was mangled or stands where HDF5 does not look. The kind stays unknown.
void note_mangled_signature(const Probe& probe, Identification& found);
[[nodiscard]] Result<bool> note_displaced_hdf5(Probe& probe, Identification& found);

// The signature is overwritten, but structures of an HDF5 file stand behind it.
[[nodiscard]] Result<bool> identify_hdf5_by_structures(Probe& probe, Identification& found);

// A zip from its first byte on, or behind something else that its directory accounts for.
[[nodiscard]] Result<bool> identify_zip(Probe& probe, Identification& found);

// Formats with a signature that nothing else begins with.
[[nodiscard]] bool identify_by_magic(Probe& probe, Identification& found);
// Formats with a weak beginning that must be checked further: pickles, protocol buffers, safetensors.
[[nodiscard]] Result<bool> identify_by_structure(Probe& probe, Identification& found);

// A tar archive. Asked for before a signature in the middle is taken for a file with something in front.
[[nodiscard]] bool identify_tar(const Probe& probe, Identification& found);

// Git LFS pointers, HTML, XML, JSON and all other text.
[[nodiscard]] Result<bool> identify_text(Probe& probe, Identification& found);

}  // namespace weighbridge::container

#endif  // WEIGHBRIDGE_CONTAINER_FAMILIES_H_
