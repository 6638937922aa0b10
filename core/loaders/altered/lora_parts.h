// Layers made of others, some of which were given LoRA (enable_lora), in whole models of the legacy layout.
#ifndef WEIGHBRIDGE_LOADERS_ALTERED_LORA_PARTS_H_
#define WEIGHBRIDGE_LOADERS_ALTERED_LORA_PARTS_H_

#include <optional>

#include "loaders/answer.h"
#include "loaders/contents.h"
#include "loaders/generation.h"

namespace weighbridge::loaders {

// What load_model of Keras 3 says: their config does not tell (keras/src/layers/attention/multi_head_attention.py,
// get_config, 3.15.1), so that they are made without, while the layout stores the variables of LoRA with the others.
// Nothing where no layer is so. The newer layout holds kernels with LoRA already added, and none of its variables.
[[nodiscard]] std::optional<Answer> make_lora_parts(const Generation& loader, const Contents& file);

}  // namespace weighbridge::loaders

#endif  // WEIGHBRIDGE_LOADERS_ALTERED_LORA_PARTS_H_
