// The file as a loader meets it: what its name promises, whether it opens, and which layers would get their variables.
#ifndef WEIGHBRIDGE_LOADERS_CONTENTS_H_
#define WEIGHBRIDGE_LOADERS_CONTENTS_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "atlas/atlas.h"
#include "base/json.h"
#include "keras/checkpoint.h"
#include "keras/file_names.h"
#include "keras/quantized/quantization.h"
#include "keras/saves/shard.h"
#include "keras/saves/shared_layers.h"
#include "loaders/answer.h"
#include "loaders/config/contradiction.h"
#include "loaders/config/forgotten_axis.h"
#include "loaders/detour.h"
#include "loaders/legacy_reading.h"
#include "loaders/paths/v3_paths.h"
#include "revival/revive.h"
#include "subject/subject.h"

namespace weighbridge::loaders {

// A layer that has or may need variables. It points into the checkpoint.
struct Holder {
  const Layer* layer;
  bool needs_them;                  // false: of unknown class, so it may expect none
  bool stays_unbuilt = false;       // in the same model too (subject/same_model.h)
  mutable std::size_t objects = 0;  // that it has in a model, the same for each loader (objects/object.h); 0: not asked
};

// A layer some of whose kernels are quantized.
struct QuantizedLayer {
  const Layer* layer;
  std::vector<keras::QuantizedPart> parts;
};

// Layers directly in the model; a nested model counts once, as legacy loaders count it.
struct LayerCount {
  std::size_t filled = 0;
  std::size_t lacking = 0;  // known to need weights, but without any
  std::size_t maybe = 0;    // of unknown class and without any
  std::size_t models = 0;   // models inside of this one without any, which the file says no more of
  [[nodiscard]] std::size_t all() const { return filled + lacking + maybe + models; }
};

// What the config came to with the release that was asked last: patches of one minor, which are asked one after the
// other, share it.
struct Followed {
  std::optional<revival::Loader> loader;
  revival::Trouble trouble;
  revival::Told told;                // all that load_model has to be told, if that helps
  std::vector<std::string> to_make;  // of these, the classes and functions that are asked for before it is compiled
  revival::Trouble rest;             // what is left then
};

// Code of the user's own that is called like something of another Keras.
struct Namesake {
  atlas::Kind kind;
  std::string name;
};

// A GRU whose bias is that of one form of it (config/gru_bias.h).
struct GruForm {
  const Layer* layer;
  const Tensor* bias;
  bool is_two_biases;  // of reset_after=True
};

// A CuDNNLSTM or CuDNNGRU by its bias (altered/cudnn.h).
struct CudnnBias {
  const Layer* layer;
  const Tensor* bias;
  bool is_gru;
};

// A layer with BatchNormalization(renorm=True), or models that have some (altered/renorm.h).
struct RenormLayer {
  const Layer* layer;
  std::size_t layers;
};

// An activation that one Keras has as the straight line of hard_sigmoid and another as the curve
// (config/hard_sigmoid.h).
struct CutActivation {
  std::string layer;
  std::string_view key;  // "activation", "recurrent_activation"
  bool is_hard;          // else sigmoid, of a gate
  bool in_convolution;   // ConvLSTM1D to 3D
};

struct Contents {
  explicit Contents(const Subject& about)
      : subject(about),
        name(keras::name_kind(about.file_name)),
        path(about.file_name),
        model(keras::marks_of(about.config)) {}

  const Subject& subject;
  keras::NameKind name;
  std::string path;  // what the user passed, as far as the bare name tells

  bool has_hdf5_signature = false;  // h5py.is_hdf5: at offset 0 or behind a user block
  bool is_zip = false;              // zipfile.is_zipfile: an end record is there
  bool opens = false;               // the HDF5 part can be opened

  LegacyReading legacy;
  LayerCount count;
  std::vector<Holder> holders;  // in model order, layers of nested models included
  std::vector<Holder> lacking;  // those of them without any
  V3Paths paths;
  std::vector<Detour> detours;  // nearly always none
  std::vector<QuantizedLayer> quantized;
  std::vector<CudnnBias> cudnn;     // nearly always none
  std::vector<RenormLayer> renorm;  // the same
  bool is_stack = true;             // Sequential or Functional: every layer of it is built when the model is
  bool may_be_subclassed = false;   // the list may as well be that of a subclassed model that never reached some layers
  bool has_bfloat16 = false;        // arrays of opaque bytes
  bool marks_bfloat16 = false;      // ... that say what they are, as Keras >= 3.0.5 writes them
  bool maybe_counts = false;        // a finding says that the custom layers without variables probably should have some
  keras::Shard shard = keras::Shard::no;  // one part of a sharded save, its index not given
  bool lacks_shards = false;              // an index without the shards that it names
  bool waits_for_input = false;           // a Sequential around a model whose other layers were not built at the save
  std::string without_words;              // names of layers whose vocabulary is not in the file
  std::string partly_frozen;              // names of inner models whose weights stand in another order for that
  std::string trained_inside;             // of those that Keras 2 wrote so, frozen or not (altered/trained_inside.h)
  std::string stopped_at_words;           // those whose vocabulary ended the save
  std::string words_beside;               // those whose vocabulary is in the archive, beside the weights
  const keras::ConfigMarks& model;
  json::Value architecture;                                // config.json or model_config; nothing if there is none
  mutable Followed followed;                               // of `architecture`
  mutable std::optional<std::vector<Namesake>> namesakes;  // (config/namesakes.h)
  mutable std::optional<std::vector<CutActivation>> cut_activations;  // of `architecture`
  mutable std::optional<std::vector<GruForm>> gru_forms;              // nearly always none
  mutable std::optional<keras::SharedLayers> shared_layers;           // of `architecture`
  mutable std::optional<std::string> code;                            // what needs_code said (config/own_code.h)
  std::optional<ClashingAttribute> clash;
  std::optional<ForgottenAxis> forgotten_axis;  // of a layer of `architecture`, in a file of the legacy layout
  std::vector<Contradiction> contradictions;    // between `architecture` and the weights
  std::size_t beside_the_config = 0;            // layers of the model with weights that `architecture` does not have
  std::vector<const Layer*>
      in_attributes;               // with weights, of a model that load_model makes without (config/in_attributes.h)
  std::size_t only_in_config = 0;  // layers that need weights and that the file does not list at all

  [[nodiscard]] const keras::SharedLayers& shared() const {
    return shared_layers ? *shared_layers : shared_layers.emplace(architecture);
  }
  [[nodiscard]] bool is(keras::Layout layout) const {
    return subject.checkpoint != nullptr && subject.checkpoint->layout == layout;
  }
  // The ending of a name under which load_weights reads what is in the file.
  [[nodiscard]] std::string_view own_ending() const {
    return is(keras::Layout::v3_weights) ? keras::kWeightsEnding : keras::kLegacyEnding;
  }
  [[nodiscard]] bool is_legacy() const { return subject.checkpoint != nullptr && subject.checkpoint->is_legacy(); }
  // How many layers with weights the model has that wrote the file: those that hold some, and those that should. Layers
  // that a subclassed model never reached stay unbuilt in the same model and count nowhere.
  [[nodiscard]] std::size_t expected_layers(const Generation& loader) const;
  // How many of them a subclassed model has right after its constructor, which is all that load_model of a legacy file
  // runs.
  [[nodiscard]] std::size_t layers_of_constructor() const;
  [[nodiscard]] std::string layers_without_variables() const;  // "dense, dense_1 and 3 more"
  // What to mind when it loads: the layers that get nothing, in one sentence; "" if there are none.
  [[nodiscard]] std::string left_alone() const;
  // What it hangs on where `may_be_subclassed`.
  [[nodiscard]] std::string if_never_reached() const;
  // Nothing is in the file, and all its layers are of Keras' own classes that need nothing if they are made so:
  // Normalization(mean=0, variance=1). Or they were never built: the file does not tell.
  [[nodiscard]] bool may_need_nothing() const;
  [[nodiscard]] std::string why_nothing() const;  // the same in two sentences
  // Layers of classes that nobody knows hold nothing: whether they should is not in the file.
  [[nodiscard]] bool has_unknown_need() const;
  // Nothing is in the model but layers of classes that nobody knows; in a Sequential or Functional one none of them is
  // called like one that has weights. A subclassed one may also never have run.
  [[nodiscard]] bool promises_nothing() const;
  [[nodiscard]] std::string if_none_is_needed() const;  // what it hangs on then
  // Variables of the model itself.
  [[nodiscard]] bool has_own_variables() const {
    return subject.checkpoint != nullptr && !subject.checkpoint->model_level.empty();
  }
  // A Sequential is built with its first layer's input where that is a model: keras/src/models/sequential.py,
  // _maybe_rebuild, since 3.5.0 (3.4.1 does not).
  [[nodiscard]] bool leaves_unbuilt(const Generation& loader) const {
    return waits_for_input && loader.is_keras_3() && !loader.keras_since(3, 5);
  }
  // Legacy: layers with weights whose group is that of another of the same name.
  [[nodiscard]] std::size_t sharing_a_group() const;
  // Custom layers were counted as needing variables because their class is called like one that does.
  [[nodiscard]] bool rests_on_a_guess() const { return maybe_counts && count.filled > 0 && count.maybe > 0; }
};

// "Rename it to 'x.weights.h5'." for a `file_name` that ends otherwise.
[[nodiscard]] Remedy rename_to(std::string_view file_name, std::string_view ending);

[[nodiscard]] Contents look_at(const Subject& subject);

}  // namespace weighbridge::loaders

#endif  // WEIGHBRIDGE_LOADERS_CONTENTS_H_
