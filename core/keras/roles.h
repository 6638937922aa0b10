// What a tensor is for: kernel, bias, gamma, moving_mean ... The v3 layout numbers its variables, legacy layouts name
// them.
#ifndef WEIGHBRIDGE_KERAS_ROLES_H_
#define WEIGHBRIDGE_KERAS_ROLES_H_

#include <span>
#include <string>
#include <string_view>

#include "keras/model_config.h"
#include "weighbridge/report.h"

namespace weighbridge::keras {

// Gives the tensors of one v3 `vars` group (in the order 0, 1, 2 ...) their roles. A role stays empty where the class
// is not known or where the shapes leave it open (one vector of a LayerNormalization is gamma or beta). `config` may be
// null.
void assign_v3_roles(std::string_view class_name, const LayerConfig* config, std::span<Tensor> tensors);

// The role that a legacy weight name tells: "dense/kernel:0" and "sequential/dense/kernel" kernel, "dense_1_W" kernel
// (Keras 1), "lstm_1_U_f" recurrent_kernel_f, "batchnormalization_1_running_std" moving_variance. "" for names without
// meaning ("param_0").
[[nodiscard]] std::string role_of_weight_name(std::string_view weight_name, std::string_view layer_class);

}  // namespace weighbridge::keras

#endif  // WEIGHBRIDGE_KERAS_ROLES_H_
