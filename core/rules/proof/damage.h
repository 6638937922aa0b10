// Signs in the superblock that rules about damaged HDF5 files share.
#ifndef WEIGHBRIDGE_RULES_PROOF_DAMAGE_H_
#define WEIGHBRIDGE_RULES_PROOF_DAMAGE_H_

#include <string>

#include "rules/rule.h"

namespace weighbridge::rules {

// The root was never written: the whole structure was still in the memory of the process that died.
[[nodiscard]] bool structure_never_written(const Subject& subject);

// Something of what the file announces is not there, or cannot be read. A cause of damage needs damage.
[[nodiscard]] bool is_incomplete(const Subject& subject);

// It is cut, or parts of its structure are broken: there may have been more in it than is listed.
[[nodiscard]] bool lost_parts(const Subject& subject);

// Never closed, longer than its superblock knows (HDF5 sets 2048 when h5py creates a file), and incomplete: what was
// written since the last flush is not in the structure, although the root may be.
[[nodiscard]] bool died_after_flush(const Subject& subject);

// Only the superblock reached the disk: the process died right after it created the file.
[[nodiscard]] bool died_at_create(const Subject& subject);

// Values are in the file to which its own names do not lead: it is not empty, a name or a list in it is wrong.
[[nodiscard]] bool has_values_out_of_place(const Subject& subject);

// Something in it can be saved: a tensor with numbers, all of them there.
[[nodiscard]] bool has_intact_tensor(const Subject& subject);

// The second half of what to do about a file that is cut: one clause, according to whether a single tensor is intact.
[[nodiscard]] std::string what_to_do_with_the_rest(const Subject& subject);

}  // namespace weighbridge::rules

#endif  // WEIGHBRIDGE_RULES_PROOF_DAMAGE_H_
