#include "keras/saves/cudnn.h"

#include <algorithm>

#include "keras/releases/loader_rows.h"
#include "messages/compare/compare.h"
#include "messages/compare/file_layers.h"

namespace weighbridge::messages {
namespace {

bool holds_cudnn(const Layer& layer) {
  for (std::size_t i = 2; i < layer.tensors.size(); ++i) {
    if (keras::cudnn_of_bias(layer, i) != keras::Cudnn::none) return true;
  }
  return false;
}

// Of as many units: an LSTM has half of it, GRU(reset_after=True) the same in two rows.
bool is_half_or_in_rows(const Shape& wanted, const Shape& saved) {
  if (saved.size() != 1) return false;
  if (wanted.size() == 1) return 2 * wanted[0] == saved[0];
  return wanted.size() == 2 && wanted[0] == 2 && 2 * wanted[1] == saved[0];
}

// The bias that did not fit; or, in the newer layout, one of the layers that take the place of those of cuDNN.
bool is_about_cudnn(const Asked& asked, const std::vector<const Layer*>& layers) {
  if (asked.class_name) return asked.class_name->starts_with("CuDNN");
  if (asked.wanted_shape && asked.saved_shape) {
    return is_half_or_in_rows(*asked.wanted_shape, *asked.saved_shape) &&
           std::ranges::any_of(layers, [&](const Layer* layer) { return has_shape(*layer, *asked.saved_shape); });
  }
  const bool is_recurrent = asked.layer && (asked.layer->contains("lstm") || asked.layer->contains("gru"));
  return is_recurrent && (asked.found == 0u || asked.wanted == 0u);
}

}  // namespace

std::optional<Comparison> compare_cudnn(const Asked& asked, const Report& report) {
  const auto layers = layers_where(report, [&](const Layer& layer) { return holds_cudnn(layer); });
  if (layers.empty() || !is_about_cudnn(asked, layers)) return std::nullopt;
  const LoaderPrediction* row = keras::newest_release(report.loaders, keras::kLoadWeights);
  std::string said = "In this file " + shown_layers(layers) + (layers.size() == 1 ? " is" : " are") +
                     " of cuDNN, with two biases in one array.";
  if (row != nullptr && row->remedy) said += " " + *row->remedy;
  return Comparison{said};
}

}  // namespace weighbridge::messages
