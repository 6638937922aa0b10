#include "loaders/contents.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/text.h"
#include "keras/class_table.h"
#include "keras/each_tensor.h"
#include "keras/quantized/hollow.h"
#include "keras/saves/metrics.h"
#include "subject/same_model.h"

namespace weighbridge::loaders {
namespace {

bool is_inside(std::string_view path, std::string_view container) {
  return path.size() > container.size() && path.starts_with(container) && path[container.size()] == '/';
}

bool is_lacking(const Layer& layer) {
  return layer.tensors.empty() && (layer.state == LayerState::empty || layer.state == LayerState::missing ||
                                   layer.state == LayerState::unreadable);
}

// What such layers learn lies in the config or in the assets of an archive. Only tf_idf makes a variable of it, which
// would be here (keras/src/layers/preprocessing/index_lookup.py, build).
bool learns_without_variables(const Layer& layer) {
  constexpr std::array<std::string_view, 5> kClasses = {"StringLookup", "IntegerLookup", "IndexLookup",
                                                        "TextVectorization", "Discretization"};
  return std::ranges::contains(kClasses, layer.class_name);
}

// Of a class that nobody knows, or made of such. Keras' own classes always make their variables when they are built, so
// that one without any has none: LayerNormalization(center=False, scale=False).
bool is_of_users_code(const Layer& layer) {
  constexpr std::array<std::string_view, 5> kMadeOfOthers = {"RNN", "ConvRNN2D", "StackedRNNCells", "TimeDistributed",
                                                             "Pipeline"};
  return keras::need_of(layer.class_name) == keras::Need::unknown ||
         std::ranges::contains(kMadeOfOthers, layer.class_name);
}

bool is_model(std::string_view class_name) { return keras::need_of(class_name) == keras::Need::container; }

bool is_maybe(const Layer& layer) {
  return layer.tensors.empty() && layer.state == LayerState::undetermined && !learns_without_variables(layer);
}

// Counts a layer and, under a container, all that is inside as one. The list of the legacy layout has layers side by
// side, whatever their names: "block1/conv" and "block1/conv/x" are two.
class Counter {
 public:
  Counter(LayerCount& into, bool side_by_side) : into_(into), side_by_side_(side_by_side) {}
  void add(const Layer& layer, bool is_lacking) {
    if (!top_ || side_by_side_ || !is_inside(layer.path, *top_)) {
      finish();
      top_ = layer.path;
      is_model_ = is_model(layer.class_name);
    }
    filled_ |= !layer.tensors.empty();
    lacking_ |= is_lacking;
    maybe_ |= is_maybe(layer);
  }
  void finish() {
    if (filled_)
      ++into_.filled;
    else if (lacking_)
      ++into_.lacking;
    else if (maybe_)
      ++(is_model_ ? into_.models : into_.maybe);
    filled_ = lacking_ = maybe_ = false;
  }

 private:
  LayerCount& into_;
  bool side_by_side_;
  std::optional<std::string> top_;
  bool filled_ = false;
  bool lacking_ = false;
  bool maybe_ = false;
  bool is_model_ = false;
};

bool lies_in_layer_list(const Layer& layer) {
  return layer.path.starts_with("layers/") || layer.path.starts_with("_layer_checkpoint_dependencies/");
}

// Of a Sequential around a model that has weights, all other layers lack theirs: it did not know its input.
bool waits_for_input(const Contents& file) {
  const keras::Checkpoint& checkpoint = *file.subject.checkpoint;
  if (file.count.filled != 1 || file.count.lacking == 0 || checkpoint.layers.empty()) return false;
  if (file.model.present) return file.model.is_sequential() && is_model(file.model.first_class);
  return file.is(keras::Layout::v3_weights) && lies_in_layer_list(checkpoint.layers.front()) &&
         is_model(checkpoint.layers.front().class_name);
}

// What the same model builds of layers that lack weights; a model that was not built at all says nothing of that.
void read_layers(const keras::Checkpoint& checkpoint, Contents& contents) {
  Counter counter(contents.count, contents.is_legacy());
  const SameModel same(checkpoint);
  contents.is_stack = same.builds_its_layers() != Rebuilt::no;
  const bool says_something = same.ran_whole() || std::ranges::any_of(checkpoint.layers, [](const Layer& layer) {
                                return !layer.tensors.empty();
                              });
  for (const Layer& layer : checkpoint.layers) {
    const bool nothing = layer.tensors.empty();
    const Rebuilt rebuilt = says_something && is_lacking(layer) ? same.builds(layer) : Rebuilt::yes;
    const bool stays_unbuilt = rebuilt == Rebuilt::no && contents.is_stack;
    counter.add(layer, is_lacking(layer) && !stays_unbuilt);
    if (nothing && !is_lacking(layer) && !is_maybe(layer)) continue;
    const Holder holder{&layer, !is_maybe(layer), stays_unbuilt};
    if (rebuilt == Rebuilt::untold) contents.may_be_subclassed = true;
    if (nothing) contents.lacking.push_back(holder);
    if (!stays_unbuilt) contents.holders.push_back(holder);
  }
  counter.finish();
}

std::vector<QuantizedLayer> find_quantized(const keras::Checkpoint& checkpoint) {
  std::vector<QuantizedLayer> found;
  for (const Layer& layer : checkpoint.layers) {
    auto parts = keras::parts_of(checkpoint, layer);
    if (!parts.empty()) found.push_back({&layer, std::move(parts)});
  }
  return found;
}

bool is_opaque(const Tensor& tensor) { return tensor.dtype == "bfloat16" || tensor.dtype == "opaque"; }

// The optimizer's arrays do not count: trouble with them is a warning.
const Tensor* first_bfloat16(const keras::Checkpoint& checkpoint) {
  const Tensor* first = nullptr;
  keras::any_weight(checkpoint, [&](const Layer*, const Tensor& tensor) {
    if (is_opaque(tensor)) first = &tensor;
    return first != nullptr;
  });
  return first;
}

// The name of Keras' own RNN says nothing of the cell in it.
bool promises_weights(const Holder& holder) {
  return keras::need_of(holder.layer->class_name) == keras::Need::unknown &&
         keras::name_promises_weights(*holder.layer);
}

}  // namespace

Remedy rename_to(std::string_view file_name, std::string_view ending) {
  Remedy remedy("Rename it to '" + keras::with_ending(file_name, ending) + "'.");
  remedy.renames = true;
  return remedy;
}

std::size_t Contents::expected_layers(const Generation& loader) const {
  if (count.filled == 0) return count.all();
  // Of TensorFlow up to 2.3 alone metrics are layers. Before Keras 2.3 there were none of that kind.
  const bool metrics_count = loader.is_tensorflow() && !loader.tensorflow_since(2, 4);
  const std::size_t metrics =
      metrics_count || subject.checkpoint == nullptr ? 0 : keras::listed_metrics(*subject.checkpoint).size();
  // A model inside of this one that was not built is not built in the same model either.
  const bool builds_all = is_stack && !leaves_unbuilt(loader);
  return count.filled - metrics - beside_the_config + only_in_config + (builds_all ? count.lacking : 0) +
         (maybe_counts ? count.maybe : 0);
}

// Keras 3 names a variable by what was being built or called: "gan/dense/kernel" was made when the model ran,
// "sequential_1/dense_2/kernel" with the layer sequential_1 alone (keras/src/backend/common/variables.py, path).
std::size_t Contents::layers_of_constructor() const {
  return static_cast<std::size_t>(std::ranges::count_if(subject.checkpoint->layers, [](const Layer& layer) {
    const std::string scope = layer.path + '/' + layer.name + '/';
    return !layer.tensors.empty() &&
           std::ranges::all_of(layer.tensors, [&](const Tensor& tensor) { return tensor.path.starts_with(scope); });
  }));
}

std::size_t Contents::sharing_a_group() const {
  if (subject.checkpoint == nullptr) return 0;
  return static_cast<std::size_t>(
      std::ranges::count_if(subject.checkpoint->listed_twice, [this](const std::string& shared) {
        return std::ranges::any_of(subject.checkpoint->layers,
                                   [&](const Layer& layer) { return layer.name == shared && !layer.tensors.empty(); });
      }));
}

bool Contents::promises_nothing() const {
  return count.filled == 0 && count.lacking == 0 && has_unknown_need() && !has_own_variables() &&
         (!is_stack || std::ranges::none_of(lacking, promises_weights));
}

std::string Contents::layers_without_variables() const {
  std::vector<std::string> names;
  for (const Holder& holder : lacking) names.push_back(holder.layer->name);
  return text::join_names(names, 3);
}

bool Contents::has_unknown_need() const {
  return std::ranges::any_of(lacking, [](const Holder& holder) {
    return !holder.needs_them && !holder.stays_unbuilt && is_of_users_code(*holder.layer);
  });
}

bool Contents::may_need_nothing() const {
  return count.filled == 0 && count.lacking == 0 && !lacking.empty() &&
         std::ranges::none_of(lacking, [](const Holder& holder) { return is_of_users_code(*holder.layer); });
}

std::string Contents::why_nothing() const {
  return "The file holds nothing for " + layers_without_variables() +
         ". A layer of this kind may need nothing (Normalization with a mean and a variance of its own); else it was "
         "saved before it was built.";
}

std::string Contents::if_never_reached() const {
  return "The file holds nothing for " + layers_without_variables() +
         ": it loads if call() of your model does not reach them; if they are built, it raises an error.";
}

std::string Contents::if_none_is_needed() const {
  return "The file holds nothing for " + layers_without_variables() +
         ": it loads if your model has no weights there, as in Flatten and Dropout; if it has some, it raises an "
         "error.";
}

std::string Contents::left_alone() const {
  if (lacking.empty()) return "";
  const std::string nothing = "The file holds nothing for " + layers_without_variables() + ": ";
  if (has_unknown_need()) return nothing + "if your code gives it variables, they are not loaded.";
  return nothing + "no values are loaded there.";
}

Contents look_at(const Subject& subject) {
  Contents contents(subject);
  contents.has_hdf5_signature = subject.container.kind == container::Kind::hdf5;
  contents.is_zip = subject.container.zip && subject.container.zip->has_end_record;
  contents.opens = subject.tree != nullptr && subject.hdf5_problem.empty() && !subject.is_cut();
  if (subject.tree != nullptr) {
    contents.legacy = read_legacy_structure(subject.tree->root);
    contents.detours = find_detours(subject.tree->root);
  }
  if (subject.checkpoint != nullptr) {
    read_layers(*subject.checkpoint, contents);
    contents.waits_for_input = waits_for_input(contents);
    contents.paths = read_v3_paths(subject);
    if (contents.is(keras::Layout::v3_weights)) contents.clash = find_clashing_attribute(subject.tree->root);
    contents.quantized = find_quantized(*subject.checkpoint);
    if (const Tensor* tensor = first_bfloat16(*subject.checkpoint)) {
      const hdf5::Node* node = subject.tree->root.at(tensor->path);
      contents.has_bfloat16 = true;
      contents.marks_bfloat16 = node != nullptr && node->attribute("dtype") != nullptr;
    }
  }
  return contents;
}

}  // namespace weighbridge::loaders
