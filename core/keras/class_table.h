// What is known about the layer classes of all Keras generations: do they need weights, do they hold other layers, and
// which names Keras derives from them.
#ifndef WEIGHBRIDGE_KERAS_CLASS_TABLE_H_
#define WEIGHBRIDGE_KERAS_CLASS_TABLE_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "keras/checkpoint.h"

namespace weighbridge::keras {

struct ClassFacts {
  std::string_view name;
  Need need;
  // Its cells, wrapped layers and projections are parts of it, not layers of the model (LSTM, Bidirectional).
  bool composite;
};

[[nodiscard]] std::span<const ClassFacts> known_classes();
[[nodiscard]] const ClassFacts* find_class(std::string_view class_name);

// StringLookup, IntegerLookup, TextVectorization: what they learn are words, which are no weights. A whole model's
// config has them if they were given to the constructor, a .keras archive's assets if they were learnt.
[[nodiscard]] bool looks_up_words(std::string_view class_name);

// A custom class that is named after one that has weights ("CustomDense", "my_conv2d"; an attribute "dense1") probably
// has some itself. Anything else (a Sampling layer, an activation) more often than not needs none.
[[nodiscard]] bool name_promises_weights(const Layer& layer);

// "dense_10" is the stem "dense" and the counter 10; without a counter 0. A counter has no leading zero.
struct CountedName {
  std::string_view stem;
  std::uint64_t counter = 0;
};
[[nodiscard]] CountedName split_counter(std::string_view name);
// Natural order of counted names: dense, dense_1, dense_2, dense_10.
[[nodiscard]] bool counted_less(std::string_view a, std::string_view b);

// Keras' to_snake_case (keras/src/utils/naming.py): Conv2DTranspose -> conv2d_transpose, PReLU -> p_re_lu.
[[nodiscard]] std::string snake_case(std::string_view class_name);

// The class behind a name that the v3 layout makes of it ("dense_1" -> Dense), "" if none is known.
[[nodiscard]] std::string_view class_of_path_name(std::string_view name);
// The class behind a name that Keras gives to a layer without one: dense_1, convolution2d_3 (Keras 1: lower case only),
// input_1, dense_1_input, tf.nn.relu. "" for a name that a person chose.
[[nodiscard]] std::string_view class_of_default_name(std::string_view name);

}  // namespace weighbridge::keras

#endif  // WEIGHBRIDGE_KERAS_CLASS_TABLE_H_
