#include "loaders/config/gru_bias.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "base/text.h"
#include "loaders/config/each_layer.h"

namespace weighbridge::loaders {
namespace {

enum class Form { other, one_bias, two_biases };

// Behind a recurrent kernel of (units, 3 * units). A CuDNNGRU, whose bias is (6 * units,), is none of the two.
Form form_of(const Tensor& kernel, const Tensor& bias) {
  if (!kernel.role.ends_with("recurrent_kernel") || !bias.role.ends_with("bias")) return Form::other;
  if (kernel.shape.size() != 2 || kernel.shape[1] != 3 * kernel.shape[0]) return Form::other;
  if (bias.shape.size() == 1 && bias.shape[0] == kernel.shape[1]) return Form::one_bias;
  return bias.shape.size() == 2 && bias.shape[0] == 2 && bias.shape[1] == kernel.shape[1] ? Form::two_biases
                                                                                          : Form::other;
}

// The first of each form in a layer; thousands of layers meet thirty loaders.
const std::vector<GruForm>& forms_of(const Contents& file) {
  if (file.gru_forms) return *file.gru_forms;
  std::vector<GruForm>& found = file.gru_forms.emplace();
  if (file.subject.checkpoint == nullptr) return found;
  for (const Layer& layer : file.subject.checkpoint->layers) {
    bool has_one = false;
    bool has_two = false;
    for (std::size_t i = 1; i < layer.tensors.size(); ++i) {
      const Form form = form_of(layer.tensors[i - 1], layer.tensors[i]);
      if (form == Form::other || std::exchange(form == Form::one_bias ? has_one : has_two, true)) continue;
      found.push_back({&layer, &layer.tensors[i], form == Form::two_biases});
    }
  }
  return found;
}

// In code. load_model of tf.keras 2.0 to 2.2 still looks GRU up among the layers of 1.x (layers/serialization.py is
// imported before TensorFlow 2 is switched on; 2.1.0 run, 2.0.0 and 2.2.0 from the source).
bool resets_after(const Generation& loader) { return loader.is_keras_3() || loader.tensorflow_since(2, 0); }
bool makes_it_reset_after(const Generation& loader) { return loader.is_keras_3() || loader.tensorflow_since(2, 3); }

// Keras 2.1.3 brought the argument.
bool knows_argument(const Generation& loader) { return !loader.is_standalone() || loader.keras_since(2, 1, 5); }

std::vector<GruForm> of_other_form(const Generation& loader, const Contents& file) {
  std::vector<GruForm> found;
  if (!knows_argument(loader)) return found;
  const bool resets = resets_after(loader);
  std::ranges::copy_if(forms_of(file), std::back_inserter(found),
                       [&](const GruForm& one) { return one.is_two_biases != resets; });
  return found;
}

// Some GRU of the architecture does not say it.
bool leaves_it_to_default(const Contents& file) {
  bool leaves = false;
  each_layer(file.architecture, [&](json::Value layer) {
    const json::Value config = layer["config"];
    leaves = leaves || (layer["class_name"].string() == "GRU" && config.is_object() && !config["reset_after"].exists());
  });
  return leaves;
}

std::string names_of(const std::vector<GruForm>& layers) {
  std::vector<std::string> names;
  for (const GruForm& one : layers) names.push_back(text::shorten(text::to_valid_utf8(one.layer->name), 60));
  return text::join_names(names, 3);
}

// "Make gru_1 with GRU(..., reset_after=False): its bias has that form, and the default of this version is True."
std::string write_it(const Generation& loader, const std::vector<GruForm>& layers) {
  const bool is_default = resets_after(loader);
  return "In code, make " + names_of(layers) + " with GRU(..., reset_after=" + (is_default ? "False" : "True") +
         "), as the shape of its bias shows: the default of this version is " + (is_default ? "True" : "False") +
         ", which raises.";
}

}  // namespace

std::optional<Contradiction> other_gru_by_default(const Generation& loader, const Contents& file) {
  if (!makes_it_reset_after(loader) || file.is_zip || !leaves_it_to_default(file)) return std::nullopt;
  const std::vector<GruForm> layers = of_other_form(loader, file);
  if (layers.empty()) return std::nullopt;
  const auto& [layer, bias, _] = layers.front();
  return Contradiction{.layer = layer->name,
                       .class_name = "GRU",
                       .needed = {},
                       .stored = layer->tensors.size(),
                       .shape = OtherShape{.name = "bias",
                                           .needed = {2, bias->shape.front()},
                                           .stored = bias->shape,
                                           .path = layer->name + "/gru_cell/bias"}};
}

Answer ask_for_gru(Answer answer, const Generation& loader, const Contents& file) {
  const std::vector<GruForm> layers = of_other_form(loader, file);
  if (layers.empty()) return answer;
  if (makes_it_reset_after(loader) && leaves_it_to_default(file)) answer.outcome = LoaderOutcome::depends;
  std::string first = write_it(loader, layers);
  answer.remedy = answer.remedy.empty() ? std::move(first) : first + ' ' + answer.remedy.text;
  return answer;
}

}  // namespace weighbridge::loaders
