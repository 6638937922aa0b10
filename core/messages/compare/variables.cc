#include <algorithm>
#include <array>

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
  const bool is_inside = std::ranges::count(place, '/') > 1;  // layers/functional/layers/dense
  const std::string saved = is_inside ? "as it was saved" : "with the classes that were saved";
  return " In the file they lie at " + place +
         ": Keras finds a layer there by the class that it had when it was saved" +
         (is_inside ? " and by the models and layers that it was in, not by its name." : ", not by its name.") +
         " Build the model " + saved +
         ", load the file into that, and copy: `new_layer.set_weights(old_layer.get_weights())`.";
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

// keras/src/layers/attention/multi_head_attention.py: tf.keras keeps these parts in one place, Keras 3 in another, so
// that each looks in vain for those of the other.
constexpr std::array<std::string_view, 4> kPartsOfAttention = {"query", "key", "value", "attention_output"};

std::vector<const Layer*> with_parts_of_attention(const Report& report, std::string_view part) {
  if (!std::ranges::contains(kPartsOfAttention, part)) return {};
  return layers_where(report, [](const Layer& layer) {
    return std::ranges::any_of(layer.tensors,
                               [](const Tensor& tensor) { return tensor.path.contains("query_dense/"); });
  });
}

// Of a class of Keras, by the name that its layers get ("conv2d_3"): 2 for Dense, 4 for Conv2D; 0: not known here.
std::size_t rank_of_kernel(std::string_view class_name) {
  constexpr std::string_view kConvolution = "Conv";
  if (class_name == "Dense") return 2;
  const std::size_t at = class_name.find(kConvolution);
  if (at == std::string_view::npos || at + kConvolution.size() >= class_name.size()) return 0;
  const char dimensions = class_name[at + kConvolution.size()];
  return dimensions >= '1' && dimensions <= '3' ? static_cast<std::size_t>(dimensions - '0') + 2 : 0;
}

// The kernel has another number of dimensions than the layer of the model by its name.
bool is_of_other_rank(const Layer& layer, const Asked& asked) {
  const std::size_t rank = rank_of_kernel(keras::class_of_default_name(*asked.layer));
  return rank > 0 && std::ranges::any_of(layer.tensors, [rank](const Tensor& tensor) {
           return tensor.role == "kernel" && tensor.shape_known && tensor.shape.size() != rank;
         });
}

// Something was found at the layer's place, and its name in the model is not the one in the file: a running number.
std::string at_its_place(const Asked& asked, const Report& report) {
  const std::string_view wanted = keras::class_of_default_name(*asked.layer);
  const auto alike = layers_where(report, [&](const Layer& layer) {
    return layer.tensors.size() == *asked.found && !wanted.empty() && layer.class_name == wanted;
  });
  std::string out = "No layer of this file is called " + quoted(*asked.layer) + ". Where it looks, the file has " +
                    text::count_of(*asked.found, "array") + ", and the layer takes " + std::to_string(*asked.wanted) +
                    ": with or without bias, another class, or another order of layers.";
  if (alike.empty()) return out;
  return out + " Layers of its class in this file: " + shown_layers(alike) + "." + difference(asked, *alike.front());
}

std::string without_the_layer(const Asked& asked, const Report& report) {
  if (has_places(report) && asked.found.value_or(0) > 0) return at_its_place(asked, report);
  if (const auto quantized = with_quantized_part(report, *asked.layer); !quantized.empty() && asked.found == 0u)
    return shown_layers(quantized) + (quantized.size() == 1 ? " is" : " are") +
           " quantized in this file, and the parts of your model's are not. Build the model in code, call `quantize` "
           "on it as it was saved, then `load_weights`: `load_model` makes such parts anew as floats.";
  if (const auto attention = with_parts_of_attention(report, *asked.layer); !attention.empty() && asked.found == 0u)
    return quoted(*asked.layer) + " is a part of an attention layer, in this file of " + shown_layers(attention) +
           ". tf.keras and Keras 3 keep these parts in different places: load the file with the one that wrote it.";
  const auto layers = layers_with_arrays(report);
  std::string out = "No layer of this file is called " + quoted(*asked.layer) + "; the layers with weights in it are " +
                    shown_layers(layers) + ".";
  const auto fitting = layers_where(
      report, [&](const Layer& layer) { return would_fit(layer, asked) && !is_of_other_rank(layer, asked); });
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
  // tf.keras 2.15, keras/src/engine/base_layer.py, load_own_variables, of a layer that was not built.
  if (asked.wanted == 0u)
    return holds +
           "; your model's layer has no variables: it is not built yet, or of a class that needs none. Call the model "
           "once on data (or give its first layer an input shape), then load.";
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
