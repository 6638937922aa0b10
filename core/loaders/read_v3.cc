// The v3 layout is loaded by path: every object of the model looks for the group that its own place in the model names.
// keras/src/saving/saving_lib.py, _load_state and H5IOStore (Keras 3.0-3.15); keras/saving/saving_lib.py (TF 2.12-2.15,
// tf_keras).
#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "keras/class_table.h"
#include "loaders/altered/cudnn.h"
#include "loaders/altered/quantized_loading.h"
#include "loaders/altered/renorm.h"
#include "loaders/causes.h"
#include "loaders/config/learnt_state.h"
#include "loaders/detours.h"
#include "loaders/load_weights.h"
#include "loaders/messages.h"
#include "loaders/objects/not_loaded.h"
#include "loaders/objects/object.h"
#include "loaders/paths/meet_attributes.h"
#include "loaders/paths/v3_paths.h"

namespace weighbridge::loaders {
namespace {

// The model's own `vars` is asked for first. Keras >= 3.6 takes its absence for an empty one (H5Entry).
bool demands_root_variables(const Generation& loader) { return !loader.keras_since(3, 6); }

// What keras.saving.KerasFileEditor saved (keras/src/saving/file_editor.py, 3.6.0 and 3.15.1): groups for arrays alone,
// without names. Of a group that has a group vars it reads nothing else, so that what lies inside of other layers is
// gone.
bool is_edited(const Contents& file) {
  return file.is(keras::Layout::v3_weights) && file.subject.tree->root.child("vars") == nullptr &&
         !file.subject.checkpoint->has_name_attributes && !keras::shard_name(file.subject.file_name);
}

constexpr std::string_view kEdited =
    "It looks as KerasFileEditor saves it, which leaves out what lies inside of other layers: cells of LSTM and GRU, "
    "the "
    "parts of attention, layers of a model in the model. A model with such layers does not take the file.";

// keras_hub/src/models/task.py of KerasHub 0.32, save_task_weights: what a preset of a task has beside its backbone's
// weights, under this name.
bool is_task_of_preset(const Contents& file) { return file.subject.file_name == "task.weights.h5"; }

constexpr std::string_view kTask =
    "If KerasHub wrote it, the backbone is not in it: load its folder with from_preset, or it with load_task_weights.";

std::string no_root_variables(const Generation& loader, const Contents& file) {
  const Exception error{messages::kKeyError, say(messages::kCannotOpenObject, {"synchronously ", "vars"})};
  if (!loader.keras_since(3, 0, 2)) return error.whole();
  // Gathered like any other, without the exception's class. A file of the editor has all other objects; a shard has
  // some.
  Failed failed;
  if (!is_edited(file)) failed = file.is_legacy() ? all_that_need(file, loader) : all_of(file.holders, file, loader);
  const std::string& model = file.model.class_name;
  failed.first.insert(
      failed.first.begin(),
      {.class_name = model,
       .name = file.model.is_subclassed() || model.empty() ? std::string(kUntold) : keras::snake_case(model),
       .variables = {}});
  ++failed.count;
  return not_loaded(loader, failed, error.text);
}

Remedy remedy_for_other_layout(const Contents& file) {
  if (file.is_legacy())
    return file.name == keras::NameKind::weights_h5 ? rename_to(file.subject.file_name, keras::kLegacyEnding)
                                                    : Remedy();
  if (file.is(keras::Layout::keras_0)) return "Load it with Keras 1.x and save it again, or copy the arrays with h5py.";
  return "";
}

Answer read_other_layout(const Generation& loader, const Contents& file) {
  if (file.is_legacy() && file.count.all() == 0) {
    if (!file.has_own_variables()) return loads();
    Failed failed;
    Layer model;
    model.class_name = file.model.class_name.empty() ? "Model" : file.model.class_name;
    model.name = keras::snake_case(model.class_name);
    model.tensors = file.subject.checkpoint->model_level;
    failed.add(object_of(model));
    return raises(not_loaded(loader, failed), causes::other_layout(), remedy_for_other_layout(file));
  }
  // Layers of unknown classes that hold nothing may be Flatten or Dropout, which look for nothing.
  const Failed failed = file.is_legacy() ? all_that_need(file, loader) : all_of(file.holders, file, loader);
  if (file.is_legacy() && failed.count == 0) return may_need_none(file);
  return raises(not_loaded(loader, failed), causes::other_layout(), remedy_for_other_layout(file));
}

Answer read_misplaced(const Generation& loader, const Contents& file, Found found) {
  const keras::Checkpoint& checkpoint = *file.subject.checkpoint;
  std::string remedy;
  if (checkpoint.has_backslash_names)
    remedy = "Rename the groups: a/b where the file has a\\b; on Windows, tf.keras 2.12 to 2.15 reads it as it is.";
  else if (checkpoint.has_checkpoint_dependencies || !file.cudnn.empty())
    remedy = "Load it with the TensorFlow version that wrote it and save it as .h5.";
  else if (loader.is_tensorflow())
    remedy = file.architecture.is_object()
                 ? "Load it with Keras 3, or with the version that wrote it, and save it as .h5."
                 : "Load the weights in Keras 3, or in the version that wrote them, and save them as .h5: "
                   "model.save in Keras 3, model.save_weights in TensorFlow.";
  return raises(not_loaded(loader, misplaced(loader, file, found)), causes::paths(), remedy);
}

// Layers that the model builds although the file has nothing for them. `is_guess`: that each of them has any rests on
// what it is called.
struct Built {
  Failed failed = {};
  bool is_guess = false;
};

Built built_without_variables(const Generation& loader, const Contents& file, bool whole_model) {
  Built built;
  if (file.leaves_unbuilt(loader)) return built;
  const keras::Config& config = file.subject.checkpoint->config;
  if (file.count.filled == 0 && !whole_model) return {.failed = all_of(file.lacking, file, loader)};
  if (!file.is_stack && (file.count.filled > 0 || config.has_build_config == false)) return built;
  built.is_guess = file.maybe_counts && file.count.filled > 0;
  const std::set<std::string_view> unbuilt(config.layers_without_build_config.begin(),
                                           config.layers_without_build_config.end());
  for (const Holder& holder : file.lacking) {
    const bool counts = holder.needs_them || file.count.filled == 0 || file.maybe_counts;
    const bool is_built =
        !whole_model || (file.waits_for_input && loader.is_keras_3()) || !unbuilt.contains(holder.layer->name);
    if (!counts || !is_built || holder.stays_unbuilt) continue;
    built.failed.add(holder, file, loader);
    // Blocks of one kind may have Conv2D in one and Identity in another, under one name.
    built.is_guess = built.is_guess && (!holder.needs_them || file.count.maybe > 0);
  }
  return built;
}

// TF-Keras builds a Sequential from its own input shape only; layers that were built by hand then have no variables to
// fill.
bool stays_unbuilt(const Generation& loader, const Contents& file) {
  return loader.is_tensorflow() && file.subject.checkpoint->config.has_build_config == false &&
         file.model.is_sequential() && !file.model.can_be_built;
}

Answer read_bfloat16(const Generation& loader, const Contents& file) {
  constexpr std::string_view kInner = "No cast function available.";
  const bool is_marked = file.marks_bfloat16;
  const std::string remedy =
      is_marked ? "Load it with Keras 3.0.5 or later."
                : "Nothing says that these bytes are bfloat16: convert the arrays to float32 with h5py.";
  return raises(not_loaded(loader, all_of(file.holders, file, loader), kInner), causes::bfloat16(), remedy);
}

// Config and weights of one archive that do not belong together.
Answer read_contradicting(const Generation& loader, const Contents& file) {
  Failed failed;
  for (const Contradiction& one : file.contradictions) {
    Layer layer;
    layer.name = one.layer;
    layer.class_name = one.class_name;
    failed.add(object_of(layer));
  }
  const Contradiction& first = file.contradictions.front();
  Object& object = failed.first.front();
  object.variables = first.needed;
  const std::string reason =
      first.shape ? say(messages::kOtherShape, {python_tuple(first.shape->needed), python_tuple(first.shape->stored)})
                  : received(loader, object, first.needed.size(), first.stored);
  return raises(not_loaded(loader, failed, reason), causes::none(),
                "The file contradicts itself: " + in_words(first) + ".");
}

// keras/src/layers/layer.py, load_own_variables (3.3.3, 3.15.1)
Answer read_clashing(const Generation& loader, const Contents& file) {
  Layer layer;
  layer.name = file.clash->layer;
  Failed failed;
  failed.add(object_of(layer));
  failed.first.front().variables.assign(file.clash->own, "...");
  const std::string reason = received(loader, failed.first.front(), file.clash->own, file.clash->found);
  return raises(not_loaded(loader, failed, reason), causes::none(), file.clash->remedy());
}

Answer read_damaged(const Generation& loader, const Contents& file) {
  const std::string& problem = file.subject.tree->root.problem;
  const std::string_view said = problem.empty() ? "bad object header version number" : std::string_view(problem);
  std::string error =
      Exception{messages::kKeyError, say(messages::kUnreadableObject, {"synchronously ", said})}.whole();
  // Until 3.14 groups are opened where errors are gathered, later before that.
  if (loader.keras_since(3, 0, 2) && !loader.keras_since(3, 15))
    error = not_loaded(loader, all_of(file.holders, file, loader), said);
  else if (loader.is_keras_3() && !problem.empty())
    error = say(messages::kNoLinks, {"synchronously check link existence", said});
  return raises(std::move(error), causes::damaged(), "");
}

}  // namespace

Answer read_v3(const Generation& loader, const Contents& file, bool whole_model) {
  const hdf5::Tree& tree = *file.subject.tree;
  if (tree.unreadable > 0 || !tree.root.problem.empty()) return read_damaged(loader, file);
  if (tree.root.child("vars") == nullptr && demands_root_variables(loader)) {
    return raises(
        no_root_variables(loader, file), causes::other_layout(),
        is_edited(file) ? "Load it with Keras 3.6 or later. " + std::string(kEdited) : remedy_for_other_layout(file));
  }
  if (!file.is(keras::Layout::v3_weights)) return read_other_layout(loader, file);

  if (auto answer = meet_detours(loader, file, Reader::v3)) return *answer;
  if (const Found found = find_variables(loader, file.paths); found != Found::all)
    return read_misplaced(loader, file, found);
  if (file.clash) return read_clashing(loader, file);
  if (auto answer = load_quantized(loader, file, whole_model)) return *answer;
  const bool reads_bfloat16 = file.marks_bfloat16 && loader.keras_since(3, 0, 2);
  if (file.has_bfloat16 && !reads_bfloat16) return read_bfloat16(loader, file);
  const keras::Shard shard = whole_model ? keras::Shard::no : file.shard;
  if (shard == keras::Shard::maybe) {
    return depends(causes::empty(), "If it is one part of a save, load the .weights.json, with all shards beside it.");
  }
  if (shard == keras::Shard::yes) {
    return raises(not_loaded(loader, all_of(file.lacking, file, loader)), causes::empty(),
                  "Load the .weights.json that belongs to it, with all shards beside it.");
  }
  if (whole_model && stays_unbuilt(loader, file) && file.count.filled > 0) {
    const Object first = object_of(*file.holders.front().layer);
    return raises("ValueError: " + received(loader, first, 0, first.variables.size()), causes::empty(), "");
  }
  if (!whole_model && file.may_need_nothing()) return depends(causes::empty(), file.why_nothing());
  if (!whole_model && file.promises_nothing() && file.subject.checkpoint->config.has_build_config != false)
    return may_need_none(file);
  if (!whole_model && file.may_be_subclassed) return depends(causes::empty(), file.if_never_reached());
  if (const Built built = built_without_variables(loader, file, whole_model); built.failed.count > 0) {
    if (built.is_guess) return depends(causes::untracked(), file.left_alone());
    return raises(not_loaded(loader, built.failed), causes::empty(), "");
  }
  if (!file.contradictions.empty()) return read_contradicting(loader, file);
  if (auto answer = load_cudnn(loader, file)) return *answer;
  if (auto answer = load_renorm(loader, file)) return *answer;
  if (auto answer = lack_learnt_state(loader, file)) return *answer;
  // Lists in lists on a custom layer are written and read since Keras 3.15.0 (groups `container`, `container_1`).
  if (file.paths.nested_containers && !loader.keras_since(3, 15)) {
    return silent(causes::none(), "Load it with Keras 3.15 or later: earlier ones do not look into lists of lists.");
  }
  if (file.count.filled == 0 && file.count.all() > 0) return silent(causes::empty(), "");
  const bool has_nothing =
      file.count.all() == 0 && file.subject.checkpoint->layers.empty() && file.subject.checkpoint->model_level.empty();
  if (has_nothing) return silent(causes::empty(), "");
  if (auto answer = meet_attributes(loader, file)) return *answer;
  if (is_edited(file)) return depends(causes::none(), std::string(kEdited));
  if (!whole_model && is_task_of_preset(file)) return depends(causes::none(), std::string(kTask));
  return file.has_unknown_need() ? depends(causes::untracked(), file.left_alone()) : loads(file.left_alone());
}

}  // namespace weighbridge::loaders
