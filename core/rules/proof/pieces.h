// Where the arrays of a damaged file lie, for a script that takes them out without the file's own table of contents.
#ifndef WEIGHBRIDGE_RULES_PROOF_PIECES_H_
#define WEIGHBRIDGE_RULES_PROOF_PIECES_H_

#include <string>

#include "subject/subject.h"

namespace weighbridge::rules {

// Four fields, parted by |, for each array that the report lists as intact and that lies in one piece in the user's
// file: NumPy's name of its type, its shape ("3,4"; "" of a scalar), its offset in the file, its path. || parts the
// arrays; no more than kMostPieces.
inline constexpr int kMostPieces = 2000;
[[nodiscard]] std::string pieces_of(const Subject& subject);

}  // namespace weighbridge::rules

#endif  // WEIGHBRIDGE_RULES_PROOF_PIECES_H_
