// How a Keras makes a model from its config, followed object by object in Keras' own order, so that the first trouble
// is the one it raises.
//
// Two forms: the v3 form names modules (keras/src/saving/serialization_lib.py of Keras 3 and of TensorFlow 2.13 and
// later), the legacy form does not (keras/src/legacy/saving in Keras 3, keras/utils/generic_utils.py and
// keras/saving/legacy before).
#ifndef WEIGHBRIDGE_REVIVAL_REVIVER_H_
#define WEIGHBRIDGE_REVIVAL_REVIVER_H_

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "atlas/application_layers.h"
#include "atlas/atlas.h"
#include "base/json.h"
#include "revival/raised.h"

namespace weighbridge::revival {

enum class Flavour {
  keras_3,
  tensorflow_v3,  // TensorFlow 2.13 to 2.15 and tf_keras: reads both forms
  legacy,         // Keras up to 2.3.1, tf.keras before: knows no modules
};

// Keras 3 rewrites some keys of a layer of the legacy form before the layer sees them (saving_utils.py,
// model_from_config).
enum class Spelling { as_written, rewritten };

// What has a layer in it.
enum class Holder { functional, sequential, wrapper, bidirectional, rnn, stack_of_cells };

class Reviver {
 public:
  // `keras_3_minor` counts for Keras 3 alone. `safe`: Python code in the config is refused (safe_mode, the default of
  // load_model). `given`: names in custom_objects; it has to outlive this.
  Reviver(atlas::Release release, Flavour flavour, int keras_3_minor, bool safe, bool in_legacy_file,
          const std::vector<std::string>& given)
      : release_(release),
        flavour_(flavour),
        minor_(keras_3_minor),
        safe_(safe),
        in_legacy_file_(in_legacy_file),
        given_(given) {}

  // An object of the v3 form, or anything that may stand in its place.
  [[nodiscard]] Trouble object(json::Value value, int depth = 0) const;
  // A layer or model of the legacy form: {"class_name": ..., "config": ...} without a module.
  [[nodiscard]] Trouble legacy_layer(json::Value value, int depth = 0) const;
  // The class of a model that is none of Keras' own, in the v3 form: registered, handed over, or not found.
  [[nodiscard]] Trouble lookup_of_model(json::Value value) const;
  // A model of the user's own class, which was found: what is inside it is made as of any model.
  [[nodiscard]] Trouble subclassed_model(json::Value value) const;

 private:
  // v3_form.cc
  [[nodiscard]] Trouble compiled(json::Value compile_config, int depth) const;
  [[nodiscard]] Trouble own_schedule(json::Value learning_rate) const;
  [[nodiscard]] Trouble make_application_layer(std::string_view class_name, json::Value config, int depth) const;
  [[nodiscard]] Trouble class_object(json::Value value, int depth) const;
  [[nodiscard]] Trouble function_object(json::Value value) const;
  [[nodiscard]] Trouble not_found(json::Value value, std::string_view what, const std::string& name) const;
  // making.cc
  [[nodiscard]] Trouble make(atlas::Kind kind, atlas::Class which, std::string_view name, json::Value config,
                             int depth) const;
  [[nodiscard]] Trouble make_layer(atlas::Class which, std::string_view name, json::Value config, Spelling spelling,
                                   int depth) const;
  [[nodiscard]] Trouble refused(atlas::Class which, std::string_view name, json::Value config, Spelling spelling) const;
  [[nodiscard]] Trouble slash_in_name(json::Value config) const;
  // models.cc
  [[nodiscard]] Trouble held(json::Value layer, Holder holder, int depth) const;
  [[nodiscard]] Trouble held_in_tensorflow(json::Value layer, Holder holder, int depth) const;
  [[nodiscard]] Trouble make_model(std::string_view class_name, json::Value config, int depth) const;
  // parts.cc
  [[nodiscard]] Trouble inner_layers(std::string_view class_name, json::Value config, int depth) const;
  [[nodiscard]] Trouble parts(json::Value config, int depth) const;
  [[nodiscard]] Trouble policy(json::Value value, std::string_view layer_class, Spelling spelling, int depth) const;
  [[nodiscard]] Trouble used_as_text(const std::string& policy_class, std::string_view layer_class,
                                     Spelling spelling) const;
  [[nodiscard]] Trouble mode(std::string_view mode, std::string_view policy_class) const;
  [[nodiscard]] Trouble identified(atlas::Kind kind, json::Value value, int depth) const;
  [[nodiscard]] Trouble lambda_as(atlas::Kind kind, json::Value value) const;
  [[nodiscard]] bool is_advanced_activation(std::string_view class_name) const;
  [[nodiscard]] Trouble no_activation(const std::string& class_name, json::Value value) const;
  [[nodiscard]] Trouble identified_by_text(atlas::Kind kind, const std::string& text) const;
  [[nodiscard]] Trouble unidentified(atlas::Kind kind, std::string_view name, const std::string& shown,
                                     Obstacle obstacle) const;

  // What an object raises, on its way out of the function that makes objects: wrapped by Keras 3 alone.
  [[nodiscard]] Trouble let_out(Trouble inner, std::string_view module, std::string_view class_name) const;
  // Of Keras 3's minors; never of the others.
  [[nodiscard]] bool since(int minor_number) const { return flavour_ == Flavour::keras_3 && minor_ >= minor_number; }
  // The code for it is there: registered, as its name says, or handed over. Layers of keras.applications are not the
  // user's to register.
  [[nodiscard]] bool has_code_of(std::string_view name) const {
    if (std::ranges::contains(given_, name)) return true;
    const atlas::ApplicationLayer* own = name.contains('>') ? atlas::application_layer(name) : nullptr;
    return own == nullptr ? name.contains('>') && name != "<lambda>" : atlas::is_registered(*own, release_);
  }
  [[nodiscard]] bool knows(atlas::Kind kind, std::string_view name, atlas::Written written) const {
    return !atlas::behind_name(kind, name, written, release_).empty();
  }

  atlas::Release release_;
  Flavour flavour_;
  int minor_;
  bool safe_;
  bool in_legacy_file_;
  const std::vector<std::string>& given_;
};

}  // namespace weighbridge::revival

#endif  // WEIGHBRIDGE_REVIVAL_REVIVER_H_
