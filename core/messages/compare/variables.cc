#include <algorithm>

#include "base/text.h"
#include "keras/class_table.h"
#include "keras/releases/loader_rows.h"
#include "messages/compare/compare.h"
#include "messages/compare/file_layers.h"

namespace weighbridge::messages {
namespace {

bool has_role(const Layer& layer, std::string_view role) {
  return std::ranges::contains(layer.tensors, role, &Tensor::role);
}

// Holds what the layer of the model asks for: as many arrays, and the same roles where both are known.
bool would_fit(const Layer& layer, const Asked& asked) {
  if (!asked.wanted || layer.tensors.size() != *asked.wanted) return false;
  return std::ranges::all_of(asked.variables, [&](const std::string& role) { return has_role(layer, role); });
}

// Keras 3 finds a layer by the class that it had: keras/src/saving/saving_lib.py, _save_container_state, makes the
// place of its class' name.
std::string other_place(const Asked& asked, const Layer& layer) {
  const std::string& first = layer.tensors.front().path;
  const std::string place = first.substr(0, first.find("/vars/"));
  if (keras::split_counter(*asked.layer).stem == keras::split_counter(place.substr(place.rfind('/') + 1)).stem)
    return "";
  return " In the file they lie at " + place +
         ": Keras finds a layer there by the class that it had when it was saved, not by its name. Build the model "
         "with the classes that "
         "were saved, load the file into that, and copy: `new_layer.set_weights(old_layer.get_weights())`.";
}

// "kernel and bias"; "2 arrays" where not every role is known.
std::string roles_of(const Layer& layer) {
  std::vector<std::string> roles;
  for (const Tensor& tensor : layer.tensors) roles.push_back(tensor.role);
  if (std::ranges::contains(roles, "")) return text::count_of(roles.size(), "array");
  return text::join_names(roles, 4);
}

// Attention layers whose parts are quantized and may bear this name: "key" lies at key_dense, and "attention_output" at
// output_dense (keras/src/layers/attention/multi_head_attention.py, 3.15.1).
std::vector<const Layer*> with_quantized_part(const Report& report, const std::string& name) {
  const std::string place = (name == "attention_output" ? "output" : name) + "_dense/";
  return layers_where(report, [&](const Layer& layer) {
    const bool has_part =
        std::ranges::any_of(layer.tensors, [&](const Tensor& tensor) { return tensor.path.contains(place); });
    return has_part && std::ranges::count(layer.tensors, "kernel_scale", &Tensor::role) > 1;
  });
}

std::string without_the_layer(const Asked& asked, const Report& report) {
  if (const auto quantized = with_quantized_part(report, *asked.layer); !quantized.empty() && asked.found == 0u)
    return shown_layers(quantized) + (quantized.size() == 1 ? " is" : " are") +
           " quantized in this file, and the parts of your model's are not. Build the model in code, call `quantize` "
           "on it as it was saved, then `load_weights`: `load_model` makes such parts anew as floats.";
  const auto layers = layers_with_arrays(report);
  std::string out = "No layer of this file is called " + quoted(*asked.layer) + "; the layers with weights in it are " +
                    shown_layers(layers) + ".";
  const auto fitting = layers_where(report, [&](const Layer& layer) { return would_fit(layer, asked); });
  if (fitting.empty()) return out;
  const bool one = fitting.size() == 1;
  out += " " + shown_layers(fitting) +
         (one ? " holds " + shown_tensors(fitting.front()->tensors) : " each hold " + roles_of(*fitting.front())) +
         ", which is what " + quoted(*asked.layer) + " takes.";
  return has_places(report) ? out + other_place(asked, *fitting.front()) : out;
}

// Where the model names no layer, a layer's name is that of its place, which is made of the class: "conv2d" is what
// lies at layers/conv2d, whatever it was called when it was saved. As many arrays as Keras has found there bear it out.
const Layer* layer_at_place(const Report& report, const Asked& asked) {
  if (!has_places(report) || asked.found.value_or(0) == 0) return nullptr;
  const auto found = layers_where(report, [&](const Layer& layer) {
    return layer.path.substr(layer.path.rfind('/') + 1) == *asked.layer && layer.tensors.size() == *asked.found;
  });
  return found.size() == 1 ? found.front() : nullptr;
}

// What only one of the two has, by role: "Only the file has bias."
std::string difference(const Asked& asked, const Layer& layer) {
  std::vector<std::string> only_file, only_model;
  for (const Tensor& tensor : layer.tensors) {
    if (!tensor.role.empty() && !std::ranges::contains(asked.variables, tensor.role)) only_file.push_back(tensor.role);
  }
  for (const std::string& role : asked.variables) {
    if (!has_role(layer, role)) only_model.push_back(role);
  }
  std::string out;
  const bool roles_known =
      std::ranges::none_of(layer.tensors, [](const Tensor& tensor) { return tensor.role.empty(); });
  if (asked.variables.empty() || !roles_known) return out;
  if (!only_file.empty()) out += " Only the file has " + text::join_names(only_file, 4) + ".";
  if (!only_model.empty()) out += " Only your model has " + text::join_names(only_model, 4) + ".";
  return out;
}

// What the reader's own Keras does with this file, whatever the model: it may not know the layout.
const LoaderPrediction* own_loader_that_fails(const Report& report) {
  const auto fails = [](const LoaderPrediction& row) {
    return row.is_mine && row.call.starts_with("model.load_weights") && row.outcome != LoaderOutcome::loads &&
           row.outcome != LoaderOutcome::depends && row.remedy;
  };
  const auto found = std::ranges::find_if(report.loaders, fails);
  return found == report.loaders.end() ? nullptr : &*found;
}

std::string with_the_layer(const Asked& asked, const Layer& layer, const Report& report) {
  const std::string holds = "In this file " + quoted(layer.name) + " holds " + shown_tensors(layer.tensors);
  if (would_fit(layer, asked)) {
    if (asked.found != 0u)
      return holds +
             ", which is what your model asks for: the message is about another file, or another layer of that name.";
    const std::string there = holds + (has_places(report) ? ", at " + layer.path : "");
    if (const LoaderPrediction* mine = own_loader_that_fails(report))
      return there + ". That is what your model asks for, but " + keras::in_words(mine->loader) +
             " does not find it: " + *mine->remedy;
    return there +
           ". That is what your model asks for, but it looked in another place: its layers are of other classes, in "
           "another order, or "
           "inside "
           "another model than when the file was saved.";
  }
  return holds + "; your model's layer takes " + text::count_of(asked.wanted.value_or(0), "array") + "." +
         difference(asked, layer);
}

}  // namespace

std::optional<Comparison> compare_variables(const Asked& asked, const Report& report) {
  if (!asked.layer || !asked.wanted || asked.counts_layers || layers_with_arrays(report).empty()) return std::nullopt;
  // load_own_variables says it of a place; the older reader names the layer of the file.
  const bool by_place = !asked.saved_layer && asked.found == 0u;
  if (by_place && is_listed(report))
    return Comparison{
        "Keras says this of its newer layout. This file is in the older one, where Keras goes by the order of the "
        "layers: it loads into "
        "the same layers in the same order, whatever their names and classes.",
        false};
  const Layer* layer = find_layer(report, asked.saved_layer.value_or(*asked.layer));
  if (layer == nullptr) layer = layer_at_place(report, asked);
  if (layer == nullptr) return Comparison{without_the_layer(asked, report)};
  if (layer->tensors.empty())
    return Comparison{"In this file " + quoted(layer->name) + " has no arrays, while your model's layer takes " +
                      std::to_string(*asked.wanted) + "."};
  return Comparison{with_the_layer(asked, *layer, report)};
}

}  // namespace weighbridge::messages
