// What of a damaged file can be saved, and into what: for a script that takes the arrays out by their places, without
// the file's own table of contents, and lays them down so that Keras takes them again.
#ifndef WEIGHBRIDGE_RULES_PROOF_RESCUE_H_
#define WEIGHBRIDGE_RULES_PROOF_RESCUE_H_

#include <string>

#include "subject/subject.h"

namespace weighbridge::rules {

// No more arrays than this.
inline constexpr int kMostPieces = 2000;

struct Rescue {
  // Each array that the report lists as intact and that lies in one piece in the user's file, parted by ";". Five
  // fields, parted by "|": NumPy's name of its type, its shape ("3,4"; "" of a scalar), its offset, the group of its
  // layer where that is to be listed, else "", and its path. Listed are the layers of the legacy layout that have all
  // their weights: Keras refuses one that lacks some.
  std::string pieces;
  std::string lists;  // the group that lists these layers: "model_weights", or ""
  // As the file's attributes say: Keras 2 takes arrays without them for those of Keras 1, and turns kernels of Theano
  // around. "" where they are not to be written.
  std::string version;
  std::string backend;
  std::string rescued;  // what the new file is called: Keras chooses by the name how it reads it
  std::string then;     // what to do with the new file
};
[[nodiscard]] Rescue rescue_of(const Subject& subject);

// "and then loaded with model.load_weights(...)"; "" where Keras would take nothing of it.
[[nodiscard]] std::string how_to_load_the_rest(const Subject& subject);

}  // namespace weighbridge::rules

#endif  // WEIGHBRIDGE_RULES_PROOF_RESCUE_H_
