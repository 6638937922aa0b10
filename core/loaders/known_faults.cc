#include "loaders/known_faults.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "loaders/causes.h"

namespace weighbridge::loaders {
namespace {

using json::Value;

constexpr int kMostDepth = 64;  // models in models

bool holds_normalization(const Contents& file) {
  return std::ranges::any_of(file.holders, [](const Holder& holder) {
    return holder.layer->class_name == "Normalization" && !holder.layer->tensors.empty();
  });
}

bool is_learnt_tf_idf(Value layer) {
  const Value config = layer["config"];
  return config["output_mode"].string() == "tf_idf" && !config["vocabulary"].is_array();
}

template <typename Condition>
bool any_layer(Value model, const Condition& holds, int depth = 0) {
  bool found = false;
  model["config"]["layers"].each_element([&](Value layer) {
    found = found || holds(layer) || (depth < kMostDepth && any_layer(layer, holds, depth + 1));
  });
  return found;
}

// A lookup layer or TextVectorization that learnt its words by adapt(), so that they are in the archive's assets and
// not in the config.
bool learnt_tf_idf(const Contents& file) { return any_layer(file.architecture, is_learnt_tf_idf); }

// Keras 2's configs have no modules. Where convolutions put channels first, so does the normalization after them, and
// its axis is not the last.
bool normalizes_channels_first(const Contents& file) {
  const bool by_number = any_layer(file.architecture, [](Value layer) {
    return layer["class_name"].string() == "BatchNormalization" && !layer["module"].exists() &&
           layer["config"]["axis"].integer() == 1;
  });
  return by_number && any_layer(file.architecture, [](Value layer) {
           return layer["config"]["data_format"].string() == "channels_first";
         });
}

// Layers that calculate over several axes at once and have no variables that would show it.
bool calculates_over_axes(const Contents& file) {
  return any_layer(file.architecture, [](Value layer) {
    const auto class_name = layer["class_name"].string();
    const Value axis = layer["config"]["axis"];
    return (class_name == "Softmax" || class_name == "UnitNormalization") && !layer["module"].exists() &&
           axis.is_array() && axis.size() > 1;
  });
}

// The same with variables, of which it shows.
bool normalizes_over_axes(const Contents& file) {
  return any_layer(file.architecture, [](Value layer) {
    const Value config = layer["config"];
    const bool has_variables = config["scale"].boolean() != false || config["center"].boolean() != false;
    return layer["class_name"].string() == "LayerNormalization" && !layer["module"].exists() && has_variables &&
           config["axis"].is_array() && config["axis"].size() > 1;
  });
}

// axis=None is written as no axis at all, []. With a mean of its own it has no variables.
bool normalizes_by_other_axes(const Contents& file) {
  return any_layer(file.architecture, [](Value layer) {
    const Value config = layer["config"];
    return layer["class_name"].string() == "Normalization" && !layer["module"].exists() && !config["mean"].is_array() &&
           !config["mean"].number() && config["axis"].is_array() && config["axis"].size() != 1;
  });
}

// A recurrent layer that was built before it was saved, in one that runs it both ways.
bool runs_built_both_ways(const Contents& file) {
  return any_layer(file.architecture, [](Value layer) {
    const auto is_it = [](Value one) {
      return one["class_name"].string() == "Bidirectional" && one["config"]["layer"]["build_config"].is_object();
    };
    return is_it(layer) || is_it(layer["config"]["layer"]);
  });
}

constexpr int kAnyMinor = 99;

struct Fault {
  WayIn way;
  int first_minor, last_minor;  // of Keras 3
  bool (*concerns)(const Contents& file);
  LoaderOutcome outcome;
  std::string_view error;
  std::string_view remedy;
  int last_patch = kAnyMinor;  // of the last minor
};

constexpr std::string_view kForgottenAxes =
    "The file is in order, but Keras 3 forgets a list of axes, or axis=None, in .h5 files: build the model in code and "
    "call model.load_weights.";

constexpr std::string_view kThirdLayer =
    "The file is in order: Keras 3.0 to 3.3.2 expect the weights of Bidirectional a third time. Load it with Keras "
    "3.3.3 "
    "or later, or build the model in code and call model.load_weights.";

constexpr std::array kFaults = {
    // keras/src/legacy/saving/legacy_h5_format.py, _set_weights: finalize_state is called since 3.6. Before, the layer
    // goes on with the mean
    // and variance that it had, whatever its variables hold.
    Fault{WayIn::legacy, 0, 5, holds_normalization, LoaderOutcome::silent, "",
          "A Normalization layer calculates with its values only after layer.finalize_state(): call it, or load the "
          "file with Keras 3.6 or "
          "later."},
    // keras/src/legacy/saving/saving_utils.py, model_from_config: until 3.8 an axis is kept only if it is a list ([3]).
    Fault{WayIn::legacy_model, 0, 8, normalizes_channels_first, LoaderOutcome::raises,
          "ValueError: Shape mismatch in layer #N (named batch_normalization)",
          "The file is in order: Keras 3.0 to 3.8 forget the axis of BatchNormalization. Load it with Keras 3.9 or "
          "later."},
    // The same function: of a list of several axes nothing is kept, in no version so far (3.15.1).
    Fault{
        WayIn::legacy_model, 0, kAnyMinor, calculates_over_axes, LoaderOutcome::silent, "",
        "The file is in order, but Keras 3 forgets a list of axes in .h5 files, so that the layer calculates over the "
        "last one: set layer.axis after loading."},
    Fault{WayIn::legacy_model, 0, 5, normalizes_over_axes, LoaderOutcome::raises,
          "ValueError: The shape of the target variable and the shape of the target value in `variable.assign(value)` "
          "must match.",
          kForgottenAxes},
    Fault{WayIn::legacy_model, 6, kAnyMinor, normalizes_over_axes, LoaderOutcome::raises,
          "ValueError: Shape mismatch in layer #N (named layer_normalization)", kForgottenAxes},
    // Its mean has one extent for each axis, so that the shapes always differ from those of the last axis alone.
    Fault{WayIn::legacy_model, 0, 5, normalizes_by_other_axes, LoaderOutcome::raises,
          "ValueError: The shape of the target variable and the shape of the target value in `variable.assign(value)` "
          "must match.",
          kForgottenAxes},
    Fault{WayIn::legacy_model, 6, kAnyMinor, normalizes_by_other_axes, LoaderOutcome::raises,
          "ValueError: Shape mismatch in layer #N (named normalization)", kForgottenAxes},
    // keras/src/layers/preprocessing/index_lookup.py, load_assets: set_vocabulary(values, idf_weights=False)
    // until 3.13.
    Fault{WayIn::archive, 0, 13, learnt_tf_idf, LoaderOutcome::raises,
          "ValueError: A total of 2 objects could not be loaded. Example error message for object <TextVectorization "
          "name=text_vectorization, built=True>:\n\nobject of type 'bool' has no len()",
          "The file is in order: Keras before 3.14 cannot read the words of a tf_idf layer back. Load it with Keras "
          "3.14 or later."},
    // keras/src/layers/rnn/bidirectional.py: until 3.3.2 a Wrapper, which keeps the layer that it copies twice.
    // load_model builds that one too, and looks for its variables.
    Fault{WayIn::archive, 0, 3, runs_built_both_ways, LoaderOutcome::raises,
          "ValueError: A total of N objects could not be loaded. Example error message for object <LSTMCell "
          "name=lstm_cell, built=True>:\n\nLayer 'lstm_cell' expected 3 variables, but received 0 variables during "
          "loading.",
          kThirdLayer, 2},
    Fault{WayIn::legacy_model, 0, 3, runs_built_both_ways, LoaderOutcome::raises,
          "ValueError: Weight count mismatch for layer #N (named bidirectional in the current model, bidirectional in "
          "the save file). Layer expects 9 weight(s). Received 6 saved weight(s)",
          kThirdLayer, 2},
};

}  // namespace

std::optional<Answer> known_fault(const Generation& loader, const Contents& file, WayIn way) {
  if (!loader.is_keras_3()) return std::nullopt;
  for (const Fault& fault : kFaults) {
    const int minor_number = loader.from.minor_number;
    const bool is_this_way = fault.way == way || (fault.way == WayIn::legacy && way == WayIn::legacy_model);
    const bool is_later =
        minor_number > fault.last_minor || (minor_number == fault.last_minor && loader.from.patch > fault.last_patch);
    if (!is_this_way || minor_number < fault.first_minor || is_later || !fault.concerns(file)) continue;
    return fault.outcome == LoaderOutcome::raises ? raises(std::string(fault.error), causes::none(), fault.remedy)
                                                  : silent(causes::none(), fault.remedy);
  }
  return std::nullopt;
}

}  // namespace weighbridge::loaders
