// keras.utils.multi_gpu_model of Keras 2.0.9 to 2.3.1 and tf.keras 1.4 to 2.3 (keras/utils/multi_gpu_utils.py): a model
// around another one, of which every GPU has a copy.
#ifndef WEIGHBRIDGE_KERAS_SAVES_GPU_COPIES_H_
#define WEIGHBRIDGE_KERAS_SAVES_GPU_COPIES_H_

#include "keras/checkpoint.h"

namespace weighbridge::keras {

// Are the layers of a legacy file those of such a model? Then `Checkpoint::on_several_gpus` says so, and the layers
// that merge the copies' outputs are called what they are: they bear the names of layers inside of the model, and have
// no weights of their own.
void find_gpu_copies(Checkpoint& checkpoint);

}  // namespace weighbridge::keras

#endif  // WEIGHBRIDGE_KERAS_SAVES_GPU_COPIES_H_
