#include "loaders/config/hard_sigmoid.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "loaders/config/each_layer.h"

namespace weighbridge::loaders {
namespace {

constexpr std::string_view kHard = "hard_sigmoid";
constexpr std::string_view kOfGates = "recurrent_activation";

bool has_gates(std::string_view class_name) {
  return class_name.starts_with("ConvLSTM") || class_name.starts_with("LSTM") || class_name.starts_with("GRU");
}

void collect(json::Value layer, std::vector<CutActivation>& found) {
  const json::Value config = layer["config"];
  const auto class_name = layer["class_name"].string().value_or("");
  for (const std::string_view key : {kOfGates, std::string_view("activation")}) {
    const auto value = config[key].string();
    if (value == kHard || (value == "sigmoid" && key == kOfGates && has_gates(class_name)))
      found.push_back({.layer = std::string(config["name"].string().value_or(class_name)),
                       .key = key,
                       .is_hard = value == kHard,
                       .in_convolution = class_name.starts_with("ConvLSTM")});
  }
}

const std::vector<CutActivation>& cut_activations(const Contents& file) {
  if (!file.cut_activations) {
    auto& found = file.cut_activations.emplace();
    each_layer(file.architecture, [&](json::Value layer) { collect(layer, found); });
  }
  return *file.cut_activations;
}

bool is_hard_by_default(const Generation& loader, bool in_convolution) {
  if (loader.is_keras_3()) return false;
  if (in_convolution) return true;
  return loader.is_standalone() ? !loader.keras_since(2, 3) : !loader.tensorflow_since(2, 0);
}

// The Keras that wrote the config; "" where the file does not say.
std::string_view writer_of(const Contents& file) {
  if (file.subject.config != nullptr && file.subject.config->keras_version) return *file.subject.config->keras_version;
  const keras::Checkpoint* checkpoint = file.subject.checkpoint;
  return checkpoint != nullptr && checkpoint->keras_version ? std::string_view(*checkpoint->keras_version) : "";
}

// It may have been the default of `writer`. TensorFlow 1.13 to 2.1 all write 2.2.4-tf.
bool may_be_default_of(std::string_view writer, const CutActivation& one) {
  if (writer.starts_with('3')) return !one.is_hard;
  if (one.in_convolution) return one.is_hard;
  const bool is_early = writer.starts_with("2.0.") || writer.starts_with("2.1.") || writer.starts_with("2.2.");
  return one.is_hard ? is_early : !is_early || writer.ends_with("-tf");
}

bool is_of_other_generation(const Generation& loader, std::string_view writer) {
  return loader.is_keras_3() != writer.starts_with('3');
}

// Layers that share the first one's key and value.
struct Chosen {
  std::vector<std::string> names;
  std::string_view key;
  bool is_hard = false;
};

// Those with a hard_sigmoid of the other generation, or the gates whose default may be another one now.
Chosen choose(const Generation& loader, const Contents& file, bool by_default) {
  Chosen chosen;
  const std::string_view writer = writer_of(file);
  if (writer.empty() || (!by_default && !is_of_other_generation(loader, writer))) return chosen;
  for (const CutActivation& one : cut_activations(file)) {
    const bool is_other_default = one.key == kOfGates && one.is_hard != is_hard_by_default(loader, one.in_convolution);
    if (by_default ? !is_other_default || !may_be_default_of(writer, one) : !one.is_hard) continue;
    if (chosen.names.empty()) {
      chosen.key = one.key;
      chosen.is_hard = one.is_hard;
    }
    if (one.key == chosen.key && one.is_hard == chosen.is_hard)
      chosen.names.push_back(text::shorten(text::to_valid_utf8(one.layer), 60));
  }
  return chosen;
}

// hard_sigmoid of the Keras that the loader is not, in code. A wrapper makes its layers anew from their config, and so
// does load_model: both find functions that are registered, and no lambda (Bidirectional, TimeDistributed and
// `activations.get` of 2.2.4 to 3.15.1; run in all).
std::string written_out(const Generation& loader) {
  return std::string("def hard(x): return ") +
         (loader.is_keras_3() ? "keras.ops.clip(0.2 * x + 0.5, 0, 1)" : "keras.backend.clip(x / 6 + 0.5, 0, 1)") +
         ", then keras.utils.get_custom_objects()[\"hard\"] = hard";
}

constexpr std::string_view kOtherFunction =
    ": the hard_sigmoid of Keras 2 is not that of Keras 3, and predictions "
    "differ.";

std::string advice_for(const Generation& loader, const Contents& file) {
  if (const Chosen hard = choose(loader, file, false); !hard.names.empty())
    return "In code, write " + written_out(loader) + ", and give " + text::join_names(hard.names, 3) + ' ' +
           std::string(hard.key) + "=hard" + std::string(kOtherFunction);
  const Chosen gates = choose(loader, file, true);
  if (gates.names.empty()) return "";
  return "In code, " + text::join_names(gates.names, 3) + " must have recurrent_activation=\"" +
         (gates.is_hard ? "hard_sigmoid" : "sigmoid") + "\": left out, this version calculates with " +
         (gates.is_hard ? "sigmoid" : "hard_sigmoid") + ", and predictions differ.";
}

}  // namespace

Answer ask_for_activation(Answer answer, const Generation& loader, const Contents& file) {
  std::string advice = advice_for(loader, file);
  if (advice.empty()) return answer;
  answer.remedy = answer.remedy.empty() ? std::move(advice) : answer.remedy.text + ' ' + advice;
  return answer;
}

std::string other_hard_sigmoid(const Generation& loader, const Contents& file) {
  const Chosen hard = choose(loader, file, false);
  if (hard.names.empty()) return "";
  return "load_model returns, but " + text::join_names(hard.names, 3) + " calculates otherwise" +
         std::string(kOtherFunction) + " Write " + written_out(loader) + ", build the model in code with " +
         std::string(hard.key) + "=hard there, and call model.load_weights on this file.";
}

}  // namespace weighbridge::loaders
