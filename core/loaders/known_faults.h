// Faults of loaders themselves: the file is sound, and another version reads it. As data: which versions, which files,
// what comes of it, and where Keras' source shows it.
#ifndef WEIGHBRIDGE_LOADERS_KNOWN_FAULTS_H_
#define WEIGHBRIDGE_LOADERS_KNOWN_FAULTS_H_

#include <optional>

#include "loaders/answer.h"
#include "loaders/contents.h"
#include "loaders/generation.h"

namespace weighbridge::loaders {

// The legacy reader, by either call; load_model of a legacy file alone; load_model of a .keras archive.
enum class WayIn { legacy, legacy_model, archive };

// For a file that this version would load but for a fault of its own; none if it knows of none.
[[nodiscard]] std::optional<Answer> known_fault(const Generation& loader, const Contents& file, WayIn way);

}  // namespace weighbridge::loaders

#endif  // WEIGHBRIDGE_LOADERS_KNOWN_FAULTS_H_
