// The code of a class of the user's own was found, and its __init__ does not fit what the config has: from_config is
// cls(**config) (keras/src/ops/operation.py of Keras 3, keras/src/engine/base_layer.py of tf.keras).
#include <algorithm>
#include <array>

#include "base/text.h"
#include "messages/compare/compare.h"
#include "messages/compare/file_layers.h"

namespace weighbridge::messages {
namespace {

constexpr std::size_t kMostKeys = 8;
// What Keras itself writes of every layer; of losses and metrics name and dtype (get_config of their base classes).
constexpr std::array<std::string_view, 6> kOfKeras = {
    "name", "trainable", "dtype", "dynamic", "activity_regularizer", "batch_input_shape"};

std::string list_of_arguments(const OwnClass& own) {
  std::vector<std::string> names;
  for (const std::string& argument : own.arguments) names.push_back(quoted(text::to_valid_utf8(argument)));
  return names.empty() ? "nothing" : text::join_names(names, kMostKeys);
}

// The class that the text names; where it names none (Python up to 3.9), one of this file that it is true of.
const OwnClass* find_own(const Asked& asked, const std::string& key, const Report& report) {
  const auto fits = [&](const OwnClass& own) {
    if (asked.class_name) return own.name == *asked.class_name;
    return std::ranges::contains(own.arguments, key) != !asked.missing.empty();
  };
  const auto found = std::ranges::find_if(report.own_classes, fits);
  return found == report.own_classes.end() ? nullptr : &*found;
}

std::string not_taken(const std::string& key) {
  const std::string shown = quoted(text::to_valid_utf8(key));
  if (std::ranges::contains(kOfKeras, key)) {
    return "does not take " + shown +
           ". Keras writes `name`, `trainable` and `dtype` of every layer, and hands them back to it. Let it take "
           "`**kwargs`, and call `super().__init__(**kwargs)` in it: then the same file loads.";
  }
  return "does not take " + shown +
         ", which its config has: the code was another one when the file was saved, or `get_config()` returns what is "
         "no argument. Let `__init__` take it: then the same file loads.";
}

std::string not_given(const std::vector<std::string>& missing) {
  std::vector<std::string> names;
  for (const std::string& key : missing) names.push_back(quoted(text::to_valid_utf8(key)));
  const std::string all = text::join_names(names, kMostKeys);
  const bool is_one = names.size() == 1;
  return "needs " + all + ", which its config does not have: `get_config()` did not return " +
         (is_one ? "it" : "them") + ". To load this file, give " + (is_one ? "it" : "them") + " in `__init__` the " +
         (is_one ? "value that it" : "values that they") + " had then as a default. Let `get_config()` return " + all +
         " before you save again. Or build the model in code and call `load_weights`: the weights are not concerned.";
}

// What the file's own config proves or denies.
std::string in_the_file(const Asked& asked, const std::string& key, const OwnClass* own) {
  if (own == nullptr) return " No layer of this file is of that class: the text may be about another file.";
  const std::string config = " In this file the config of " + quoted(own->name) + " has " + list_of_arguments(*own);
  const bool has_key = std::ranges::contains(own->arguments, key);
  if (has_key == !asked.missing.empty()) return config + ": the text may be about another file.";
  return config + (!asked.missing.empty() ? " alone." : ": `__init__` must take all of them.");
}

}  // namespace

std::optional<Comparison> compare_own_init(const Asked& asked, const Report* report) {
  const bool lacks = !asked.missing.empty();
  if (asked.arguments.empty() && !lacks) return std::nullopt;
  const std::string key = lacks ? asked.missing.front() : asked.arguments.front();
  if (asked.class_name && is_of_keras(*asked.class_name)) return std::nullopt;
  const OwnClass* own = report == nullptr ? nullptr : find_own(asked, key, *report);
  const bool is_known_by_key = report == nullptr && !lacks && (key == "name" || key == "trainable");
  if (!asked.class_name && own == nullptr && !is_known_by_key) return std::nullopt;
  const std::string name = asked.class_name ? *asked.class_name : own != nullptr ? own->name : "";
  const std::string whose = (name.empty() ? "It" : quoted(text::to_valid_utf8(name))) +
                            " is a class of your own, and was found. Its `__init__` ";
  return Comparison{whose + (lacks ? not_given(asked.missing) : not_taken(key)) +
                    (report == nullptr || report->layers.empty() ? "" : in_the_file(asked, key, own))};
}

}  // namespace weighbridge::messages
