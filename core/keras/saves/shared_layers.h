// Layer objects that stand at several places of one model: used directly and inside of TimeDistributed, one cell in two
// RNN, one layer in two models of it.
//
// Their variables are stored once, at the place that is visited first (keras/src/saving/saving_lib.py, _save_state). Of
// their configs each place has one. Keras marks with `shared_object_id` what it meets again, and goes back to mark the
// first place too, which is in vain where that lies inside of another layer, whose config was copied meanwhile
// (keras/src/saving/serialization_lib.py of 3.0 to 3.15, record_object_after_serialization; Functional.get_config ends
// in a deepcopy; the same in keras 2.13 to 2.15). So load_model may make two layers of one.
#ifndef WEIGHBRIDGE_KERAS_SAVES_SHARED_LAYERS_H_
#define WEIGHBRIDGE_KERAS_SAVES_SHARED_LAYERS_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.h"

namespace weighbridge::keras {

// A functional model refers to its layers' calls by number, and counts its own alone. A layer that was called in
// another model before has more when the model is read back (functional_from_config).
enum class Wiring {
  own,        // every number leads to a call of the same model
  elsewhere,  // one leads to a call of another model
  nowhere,    // one leads to none
};

class SharedLayers {
 public:
  struct Name {
    std::string class_name;
    std::string name;
    auto operator<=>(const Name&) const = default;
  };

  // Follows the architecture (config.json of a .keras) as load_model does.
  explicit SharedLayers(json::Value architecture);

  [[nodiscard]] bool include(std::string_view class_name, std::string_view name) const;
  // A layer of one of the models that wraps one of them.
  [[nodiscard]] bool are_inside(std::string_view wrapper) const { return wrappers_.contains(wrapper); }
  // Those that load_model of Keras 3 makes more than once.
  [[nodiscard]] const std::vector<Name>& made_twice() const { return made_twice_; }
  // Those that it makes once. tf.keras 2.12 to 2.15 makes one for each place, marks or not: it looks layers up in a
  // table of its own first (keras/src/saving/serialization_lib.py, deserialize_keras_object with module_objects; run
  // with 2.15.1).
  [[nodiscard]] const std::vector<Name>& found_again() const { return found_again_; }
  // What load_model meets first when it connects the models.
  [[nodiscard]] Wiring wiring() const { return wiring_; }

 private:
  struct Made {
    Name name;
    bool is_marked = false;
    std::int64_t calls = 0;
  };
  struct Member {
    std::string name;
    std::size_t made;
    std::int64_t own_calls;
  };

  std::size_t make(json::Value object, std::string_view holder, int depth);
  void make_parts(json::Value config, std::string_view holder, int depth);
  void find_again(json::Value object, int depth);
  std::vector<Member> make_members(json::Value layers, int depth);
  void connect(json::Value config, const std::vector<Member>& members);
  void follow(json::Value reference, const std::vector<Member>& members, std::int64_t first);
  void find_twins();

  std::vector<Made> made_;
  std::map<std::int64_t, std::size_t> by_id_;
  std::vector<std::pair<Name, std::string>> held_;  // what lies inside of a layer, and in which
  std::set<Name> shared_;
  std::set<std::string, std::less<>> wrappers_;
  std::vector<Name> made_twice_;
  std::vector<Name> found_again_;
  Wiring wiring_ = Wiring::own;
};

}  // namespace weighbridge::keras

#endif  // WEIGHBRIDGE_KERAS_SAVES_SHARED_LAYERS_H_
