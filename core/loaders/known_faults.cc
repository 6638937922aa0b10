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

// A lookup layer or TextVectorization that learnt its words by adapt(), so that they are in the archive's assets and
// not in the config.
bool any_learnt_tf_idf(Value model, int depth) {
  bool found = false;
  model["config"]["layers"].each_element([&](Value layer) {
    found = found || is_learnt_tf_idf(layer) || (depth < kMostDepth && any_learnt_tf_idf(layer, depth + 1));
  });
  return found;
}

bool learnt_tf_idf(const Contents& file) { return any_learnt_tf_idf(file.architecture, 0); }

// Keras 2's configs have no modules. Where convolutions put channels first, so does the normalization after them, and
// its axis is not the last.
bool any_channels_first(Value model, int depth) {
  bool found = false;
  model["config"]["layers"].each_element([&](Value layer) {
    found = found || layer["config"]["data_format"].string() == "channels_first" ||
            (depth < kMostDepth && any_channels_first(layer, depth + 1));
  });
  return found;
}

bool any_norm_by_number(Value model, int depth) {
  bool found = false;
  model["config"]["layers"].each_element([&](Value layer) {
    const bool is_norm = layer["class_name"].string() == "BatchNormalization" && !layer["module"].exists();
    found = found || (is_norm && layer["config"]["axis"].integer() == 1) ||
            (depth < kMostDepth && any_norm_by_number(layer, depth + 1));
  });
  return found;
}

bool normalizes_channels_first(const Contents& file) {
  return any_norm_by_number(file.architecture, 0) && any_channels_first(file.architecture, 0);
}

struct Fault {
  WayIn way;
  int first_minor, last_minor;  // of Keras 3
  bool (*concerns)(const Contents& file);
  LoaderOutcome outcome;
  std::string_view error;
  std::string_view remedy;
};

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
    // keras/src/layers/preprocessing/index_lookup.py, load_assets: set_vocabulary(values, idf_weights=False)
    // until 3.13.
    Fault{WayIn::archive, 0, 13, learnt_tf_idf, LoaderOutcome::raises,
          "ValueError: A total of 2 objects could not be loaded. Example error message for object <TextVectorization "
          "name=text_vectorization, built=True>:\n\nobject of type 'bool' has no len()",
          "The file is in order: Keras before 3.14 cannot read the words of a tf_idf layer back. Load it with Keras "
          "3.14 or later."},
};

}  // namespace

std::optional<Answer> known_fault(const Generation& loader, const Contents& file, WayIn way) {
  if (!loader.is_keras_3()) return std::nullopt;
  for (const Fault& fault : kFaults) {
    const int minor_number = loader.from.minor_number;
    const bool is_this_way = fault.way == way || (fault.way == WayIn::legacy && way == WayIn::legacy_model);
    if (!is_this_way || minor_number < fault.first_minor || minor_number > fault.last_minor || !fault.concerns(file))
      continue;
    return fault.outcome == LoaderOutcome::raises ? raises(std::string(fault.error), causes::none(), fault.remedy)
                                                  : silent(causes::none(), fault.remedy);
  }
  return std::nullopt;
}

}  // namespace weighbridge::loaders
