// The layers of a checkpoint sorted by what is in them, and their names as text: what most rules about emptiness begin
// with.
#ifndef WEIGHBRIDGE_RULES_PROOF_LAYER_SETS_H_
#define WEIGHBRIDGE_RULES_PROOF_LAYER_SETS_H_

#include <string>
#include <string_view>
#include <vector>

#include "keras/checkpoint.h"
#include "weighbridge/report.h"

namespace weighbridge::rules {

// Pointers into the checkpoint, in model order. In none of them are containers, and layers at which the save stopped
// (save-interrupted).
struct LayerSets {
  std::vector<const Layer*> filled;
  std::vector<const Layer*> empty;         // known to need weights, has none
  std::vector<const Layer*> undetermined;  // nothing in it, and its class is not one of Keras' own
  // Nothing in it, and its class may go without (LayerNormalization without scale and center).
  std::vector<const Layer*> optional;
  std::vector<const Layer*> weightless;
  std::vector<const Layer*> unreadable;  // there is or was something in it

  [[nodiscard]] bool nothing_filled() const { return filled.empty() && unreadable.empty(); }
};
[[nodiscard]] LayerSets sort_layers(const keras::Checkpoint& checkpoint);

// Bounded and shortened: a hostile file may hold a million layers with names of 64 KB.
[[nodiscard]] std::vector<std::string> names_of(
    const std::vector<const Layer*>& layers);  // "dense_1 (Dense)" where the class adds something
[[nodiscard]] std::vector<std::string> paths_of(const std::vector<const Layer*>& layers);
// For Draft::layers: as they stand in the report, the first kListed of them.
[[nodiscard]] std::vector<std::string> paths_of_layers(const std::vector<const Layer*>& layers);
// The same of layers that are known by name; a name that the checkpoint does not have is left out.
[[nodiscard]] std::vector<std::string> paths_of_named(const keras::Checkpoint& checkpoint,
                                                      const std::vector<std::string>& names);
[[nodiscard]] std::string list_for_people(const std::vector<const Layer*>& layers);  // "dense, dense_1 and 7 more"
[[nodiscard]] std::string list_for_people(const std::vector<std::string>& names);
[[nodiscard]] std::string short_name(std::string_view name);
// The first kListed items, for evidence.
[[nodiscard]] std::vector<std::string> bounded(const std::vector<std::string>& items);

inline constexpr std::size_t kListed = 20;

// True if the model is known, or by every sign there is, to be a Sequential or functional one. Those build all their
// layers in build(), a subclassed one only when it runs.
[[nodiscard]] bool is_plain_model(const keras::Checkpoint& checkpoint);

}  // namespace weighbridge::rules

#endif  // WEIGHBRIDGE_RULES_PROOF_LAYER_SETS_H_
