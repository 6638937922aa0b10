// What a layer learns with adapt() besides its words: the bins of Discretization, the weights of tf_idf. tf.keras keeps
// each in a variable of the layer (keras/layers/preprocessing/discretization.py, `summary`, and index_lookup.py,
// `idf_weights`, of 2.6 to 2.15), Keras 3 in none that the legacy layout knows (3.0.5 to 3.15.1).
#ifndef WEIGHBRIDGE_LOADERS_CONFIG_LEARNT_STATE_H_
#define WEIGHBRIDGE_LOADERS_CONFIG_LEARNT_STATE_H_

#include <cstddef>
#include <optional>

#include "loaders/answer.h"
#include "loaders/contents.h"
#include "loaders/generation.h"

namespace weighbridge::loaders {

// A legacy file of the one in a model of the other, which has `model_layers` layers with weights, these layers aside.
// Nothing where there is no such layer.
[[nodiscard]] std::optional<Answer> meet_learnt_state(const Generation& loader, const Contents& file,
                                                      std::size_t model_layers);

// The same of the newer layout, where Keras 3 reads what tf.keras wrote.
[[nodiscard]] std::optional<Answer> lack_learnt_state(const Generation& loader, const Contents& file);

}  // namespace weighbridge::loaders

#endif  // WEIGHBRIDGE_LOADERS_CONFIG_LEARNT_STATE_H_
