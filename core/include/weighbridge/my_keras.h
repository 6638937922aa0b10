// Which Keras the reader of a report has: what the report is to speak of first.
#ifndef WEIGHBRIDGE_MY_KERAS_H_
#define WEIGHBRIDGE_MY_KERAS_H_

#include <string>
#include <string_view>
#include <vector>

#include "weighbridge/result.h"

namespace weighbridge {

struct MyKeras {
  std::string package;   // keras | tf.keras | tf_keras, counted as in VersionRange
  std::string version;   // as precise as it was said: "3.10" is the newest release of 3.10
  bool is_known = true;  // false: newer than everything that was asked; the newest known stands for it
  auto operator<=>(const MyKeras&) const = default;
};

// "3.10", "3.10.0", "keras==3.10.0", "2.15", "tf.keras 2.15", "tensorflow 2.4", "tf_keras", "keras 2.3.1", "2.2.4-tf".
// A name alone is the newest of that name. Fails with a sentence for the user that says what can be given.
[[nodiscard]] Result<MyKeras> read_my_keras(std::string_view text);

// Every line of releases that is told apart ("3.10", "tf.keras 2.15"), those that most people have first.
[[nodiscard]] std::vector<MyKeras> known_lines_of_keras();

// What read_my_keras() takes back: "3.10", "tf.keras 2.15".
[[nodiscard]] std::string said(const MyKeras& keras);
// "Keras 3.10", "tf.keras of TensorFlow 2.15", "tf_keras 2.16.0".
[[nodiscard]] std::string name_for_people(const MyKeras& keras);

}  // namespace weighbridge

#endif  // WEIGHBRIDGE_MY_KERAS_H_
