// A Python exception on its way out of Keras.
#ifndef WEIGHBRIDGE_REVIVAL_RAISED_H_
#define WEIGHBRIDGE_REVIVAL_RAISED_H_

#include <optional>
#include <string>
#include <string_view>

namespace weighbridge::revival {

// What Keras stumbles over.
enum class Obstacle {
  argument,       // a key of a config that the class does not take, or one that it asks for and that is not there
  missing_class,  // a class of Keras' own that this version does not have, or has elsewhere
  custom_class,   // a class or function of the user's own
  package,        // a class of a package beside Keras (KerasHub) that this version of it does not have
  value,          // a value that this version does not understand
  code,           // Python code that is not run without asking
  graph,          // how the layers are connected
  operation,      // an operation of Keras' own in a form that knows layers alone
  lambda,         // a lambda where none is read back
  output_shape,   // of a Lambda, in a form that is not taken
  listed_output,  // a list where a layer expects a tensor: the only output of a model in the model
  doubled_batch,  // the samples are counted twice in the shape of the input
  slash,          // a name with "/" in it, which Keras 3 takes for no layer and no model
  model_class,    // the class of the model itself, which is the user's own
};

struct Raised {
  std::string type;  // "TypeError"
  std::string text;
  Obstacle obstacle = Obstacle::value;
  std::string name;        // of the class or function that is concerned, without its package
  std::string argument;    // the first key that is not taken
  bool compiling = false;  // the model is made; what it is compiled with is not

  // The last line of a traceback, as far as it is one.
  [[nodiscard]] std::string shown() const { return type + ": " + text; }
};

// Nothing: it is made.
using Trouble = std::optional<Raised>;

// "ValueError: ..." as the atlas has it.
[[nodiscard]] Raised raised_as(std::string_view shown);

}  // namespace weighbridge::revival

#endif  // WEIGHBRIDGE_REVIVAL_RAISED_H_
