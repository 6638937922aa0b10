// What a pasted message says of the model that it was printed for: names, counts, shapes. Only what Keras itself put
// into the text.
#ifndef WEIGHBRIDGE_MESSAGES_COMPARE_ASKED_H_
#define WEIGHBRIDGE_MESSAGES_COMPARE_ASKED_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace weighbridge::messages {

// The values of one message; those that its text does not give are absent.
struct Asked {
  std::size_t begin = 0;  // where the text stands in the squeezed paste
  std::size_t end = 0;
  std::optional<std::string> layer;        // the layer of the user's model: "gru_cell"
  std::optional<std::string> saved_layer;  // the layer of the file that it was paired with (legacy layout)
  std::optional<std::string> class_name;   // the class that the text is about: "Scale"
  std::optional<std::string> registered;   // the same with its package, where the text has it: "Custom>Scale"
  std::vector<std::string> arguments;      // of a constructor: "groups"
  std::vector<std::string> missing;        // arguments that a constructor was not given: "units"
  std::optional<std::string> container;    // a list in a list that the file has no group for: "blk/grid/container"
  std::optional<std::string> module;       // that the class was looked for in: "keras.src.models.functional"
  std::vector<std::string> variables;      // that the layer of the model has: "kernel", "bias"
  std::optional<std::uint64_t> wanted;     // variables or layers that the model has
  std::optional<std::uint64_t> found;      // that were found in the file
  std::optional<std::string> weight;       // that has another shape in the model: "bn1/moving_mean"
  std::optional<std::vector<std::uint64_t>> wanted_shape;
  std::optional<std::vector<std::uint64_t>> saved_shape;
  bool is_lookup = false;             // `class_name` was looked for, and not found
  bool counts_layers = false;         // `wanted` and `found` are layers
  bool counts_ranks = false;          // they are ranks of LoRA
  bool is_skipped = false;            // what does not fit was left out
  bool has_other_dimensions = false;  // an array met one with another number of them; their shapes are not known
  bool is_convolution = false;        // it was the kernel of a convolution
};

// Every message in `squeezed` (see squeeze() in known_message.h) that gives such values, in the order of the text.
[[nodiscard]] std::vector<Asked> read_asked(std::string_view squeezed);

// "(256, 10)" or "[256, 10]" or "TensorShape([256, 10])"; none where something else than numbers stands there (None, a
// symbol).
[[nodiscard]] std::optional<std::vector<std::uint64_t>> read_shape(std::string_view text);

}  // namespace weighbridge::messages

#endif  // WEIGHBRIDGE_MESSAGES_COMPARE_ASKED_H_
