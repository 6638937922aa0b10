#include "loaders/objects/object.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "keras/class_table.h"
#include "keras/v3_objects.h"
#include "keras/versions.h"
#include "loaders/objects/parts.h"

namespace weighbridge::loaders {
namespace {

struct Usual {
  std::string_view class_name;
  std::string_view variables;  // separated by spaces
};

// Keras 3.15.1, keras/src/layers: build() of each class with its defaults. Classes not listed have kernel and bias.
constexpr std::array kUsual = {
    Usual{"BatchNormalization", "gamma beta moving_mean moving_variance"},
    Usual{"LayerNormalization", "gamma beta"},
    Usual{"GroupNormalization", "gamma beta"},
    Usual{"Embedding", "embeddings"},
    Usual{"Normalization", "mean variance count"},
    Usual{"PReLU", "alpha"},
    Usual{"LSTMCell", "kernel recurrent_kernel bias"},
    Usual{"GRUCell", "kernel recurrent_kernel bias"},
    Usual{"SimpleRNNCell", "kernel recurrent_kernel bias"},
    Usual{"ConvLSTMCell", "kernel recurrent_kernel bias"},
    Usual{"SeparableConv1D", "depthwise_kernel pointwise_kernel bias"},
    Usual{"SeparableConv2D", "depthwise_kernel pointwise_kernel bias"},
};

std::vector<std::string> usual_variables(std::string_view class_name) {
  const auto* found = std::ranges::find(kUsual, class_name, &Usual::class_name);
  std::string_view rest = found == kUsual.end() ? "kernel bias" : found->variables;
  std::vector<std::string> names;
  while (!rest.empty()) {
    const std::size_t space = std::min(rest.find(' '), rest.size());
    names.emplace_back(rest.substr(0, space));
    rest.remove_prefix(std::min(space + 1, rest.size()));
  }
  return names;
}

// Recurrent layers keep their variables in a cell (`lstm/cell`), which they name after its class.
struct Cell {
  std::string_view layer;
  std::string_view cell;
};
constexpr std::array kCells = {Cell{"LSTM", "LSTMCell"},           Cell{"GRU", "GRUCell"},
                               Cell{"SimpleRNN", "SimpleRNNCell"}, Cell{"ConvLSTM1D", "ConvLSTMCell"},
                               Cell{"ConvLSTM2D", "ConvLSTMCell"}, Cell{"ConvLSTM3D", "ConvLSTMCell"}};

std::string_view cell_class_of(std::string_view class_name) {
  const auto* cell = std::ranges::find(kCells, class_name, &Cell::layer);
  return cell == kCells.end() ? std::string_view{} : cell->cell;
}

bool is_cell(std::string_view class_name) { return class_name.ends_with("Cell"); }

// A nested model or a composite layer has more: those are not variables of one object.
constexpr std::size_t kMostVariables = 8;

// A session that makes the model alone counts from nothing: "embedding_1" of Keras 2 is `embedding` there, and the
// fifth of the numbers that TensorFlow 2.12 gives two of each layer is the second layer.
std::string counted_anew(std::string_view name, const Contents& file) {
  const keras::Checkpoint& checkpoint = *file.subject.checkpoint;
  const auto [stem, counter] = keras::split_counter(name);
  const bool is_standalone =
      checkpoint.is_legacy() && !keras::is_tf_keras(checkpoint.writer) && !keras::is_keras_3(checkpoint.writer);
  const bool is_doubled = checkpoint.has_checkpoint_dependencies && checkpoint.checkpoint_dependencies_gapped;
  if (counter == 0 || keras::class_of_default_name(name).empty() || (!is_standalone && !is_doubled))
    return std::string(name);
  const std::uint64_t number = is_doubled ? counter / 2 : counter - 1;
  return std::string(stem) + (number == 0 ? "" : '_' + std::to_string(number));
}

std::vector<std::string_view> segments(std::string_view path) {
  std::vector<std::string_view> found;
  while (!path.empty()) {
    found.push_back(path.substr(0, path.find('/')));
    path.remove_prefix(std::min(found.back().size() + 1, path.size()));
  }
  return found;
}

// DepthwiseConv2D of TensorFlow calls `depthwise_kernel` what Keras 3 calls `kernel`. The one of Attention is its scale
// or its concat_score_weight.
std::vector<std::string> variables_of(const Object& object, const std::vector<const Tensor*>& tensors,
                                      const Generation& loader) {
  const bool roles_known = !tensors.empty() && tensors.size() <= kMostVariables && object.class_name != "Attention" &&
                           std::ranges::none_of(tensors, [](const Tensor* tensor) { return tensor->role.empty(); });
  const auto usual = usual_variables(object.class_name);
  if (!roles_known && !object.class_name.empty() && tensors.size() == usual.size()) return usual;
  std::vector<std::string> names;
  for (const Tensor* tensor : tensors) names.push_back(roles_known ? tensor->role : std::string(kUntold));
  const bool is_depthwise = object.class_name.starts_with("Depthwise") ||
                            (names.front() == "depthwise_kernel" && !std::ranges::contains(names, "pointwise_kernel"));
  if (is_depthwise && names.front().ends_with("kernel"))
    names.front() = loader.is_tensorflow() ? "depthwise_kernel" : "kernel";
  return names;
}

// What stands at one place inside of a layer of the v3 layout, along the way to it.
class Place {
 public:
  Place(const Layer& layer, const Part& part, const Contents& file, const Generation& loader)
      : layer_(layer), part_(part), file_(file), loader_(loader) {}

  Object object() {
    Object object{.class_name = "", .name = "", .variables = {}, .scope = name_of_model()};
    std::string path;
    const std::vector<std::string_view> around = segments(layer_.path);
    for (std::size_t i = 0; i + 1 < around.size(); ++i) go(around[i], "", path, object);
    if (!around.empty()) path += (path.empty() ? "" : "/") + std::string(around.back());
    const hdf5::Node* vars = file_.subject.tree->root.at(path + "/vars");
    const bool is_told = in_list_ || vars == nullptr || vars->string("name");
    object.class_name = layer_.class_name;
    object.name = is_told ? counted_anew(layer_.name, file_) : std::string(kUntold);
    // Without names the layer's own is a guess, and what lies inside of it is not.
    const bool is_guess =
        !part_.inner.empty() && !file_.model.present && !file_.subject.checkpoint->has_name_attributes;
    object.scope += (object.scope.empty() ? "" : "/") + (is_guess ? std::string(kUntold) : object.name);
    const std::vector<std::string_view> steps = segments(part_.inner);
    for (std::size_t i = 0; i < steps.size(); ++i)
      go(steps[i], i + 1 < steps.size() ? steps[i + 1] : std::string_view{}, path, object);
    return object;
  }

 private:
  // What a subclassed model makes when it is called bears its name.
  [[nodiscard]] std::string name_of_model() const {
    const bool is_subclassed = file_.model.present ? file_.model.is_subclassed() : file_.paths.attributes.of_own_class;
    return is_subclassed ? file_.subject.checkpoint->model_name.value_or(std::string(kUntold)) : "";
  }

  // A list has no variables of its own. Keras 3.6 and later write the name of an object to its variables.
  void go(std::string_view to, std::string_view next, std::string& path, Object& object) {
    path += (path.empty() ? "" : "/") + std::string(to);
    const hdf5::Node* vars = file_.subject.tree->root.at(path + "/vars");
    if (to == "layers" || to == keras::kCheckpointDependencies) object.scope = path == to ? name_of_model() : "";
    if (vars != nullptr) step(to, next == "cells", vars->string("name").value_or(""), object);
    in_list_ = vars == nullptr;
  }

  void step(std::string_view step, bool is_stack, std::string name, Object& object) {
    if (step == "layer") {  // of TimeDistributed, whose variables bear its own name alone
      object.class_name = keras::class_of_default_name(name);
      object.name = name.empty() ? std::string(kUntold) : std::move(name);
      return;
    }
    std::string_view known = keras::class_of_path_name(step);
    if (const std::string_view role = projection(step); !role.empty()) {
      known = "EinsumDense";
      name = role;
    } else if (step.ends_with("ward_layer")) {
      const std::string cell = keras::snake_case(cell_by_shape(part_.tensors));
      direction_ = step.starts_with("forward") ? "" : "_2";
      name = std::string(step.substr(0, step.find('_') + 1)) + cell.substr(0, cell.rfind('_'));
    } else if (step == "cell" && is_stack) {
      name = "stacked_rnn_cells";
    } else if (step == "cell" || is_cell(known)) {
      if (known.empty()) known = cell_class_of(layer_.class_name);
      if (known.empty()) known = cell_by_shape(part_.tensors);
      if (name.empty()) name = known.empty() ? std::string(kUntold) : keras::snake_case(known);
      // Bidirectional makes two more of the one that it is given.
      if (loader_.is_tensorflow()) name += direction_;
    }
    object.class_name = known;
    // In a list it is called after its class, else after the attribute.
    const bool is_told = !name.empty() || in_list_ || !known.empty();
    object.name = !is_told ? std::string(kUntold) : name.empty() ? std::string(step) : std::move(name);
    if (known == "ConvLSTMCell") return;
    object.scope += (object.scope.empty() ? "" : "/") + object.name;
  }

  const Layer& layer_;
  const Part& part_;
  const Contents& file_;
  const Generation& loader_;
  std::string_view direction_;
  bool in_list_ = false;
};

// The legacy layout names the arrays: "lstm_1/kernel:0" of Keras 2, "h1/lstm_cell_4/kernel:0" of TensorFlow.
Object named_object(const Layer& layer, const Part& part, bool is_only, const Contents& file) {
  const std::string_view owner = part.inner.substr(part.inner.rfind('/') + 1);
  const bool is_model = keras::need_of(layer.class_name) == keras::Need::container;
  const std::string_view by_owner = keras::class_of_default_name(owner);
  const bool is_inside = !owner.empty() && owner != layer.name &&
                         (!is_only || is_model || (layer.class_name.empty() && !by_owner.empty()));
  const bool is_wrapper = layer.class_name == "TimeDistributed" && (by_owner.empty() || owner == layer.name);
  if (is_wrapper || (owner.empty() && is_model))
    return {.class_name = "", .name = std::string(kUntold), .variables = {}};
  std::string_view known = is_inside ? by_owner : std::string_view(layer.class_name);
  if (!owner.empty() &&
      projection("_" + std::string(owner == "attention_output" ? "output" : owner) + "_dense") == owner)
    known = "EinsumDense";
  std::string_view cell = cell_class_of(known);
  const bool has_recurrent = std::ranges::contains(part.tensors, "recurrent_kernel",
                                                   [](const Tensor* tensor) { return std::string_view(tensor->role); });
  if (has_recurrent && cell.empty()) cell = is_cell(known) ? known : cell_by_shape(part.tensors);
  Object object{.class_name = std::string(cell.empty() ? known : cell), .name = {}, .variables = {}};
  object.name = has_recurrent && cell.empty() ? std::string(kUntold)
                : !cell.empty()               ? keras::snake_case(cell)
                                              : counted_anew(is_inside ? owner : std::string_view(layer.name), file);
  object.scope = part.inner.empty() ? counted_anew(layer.name, file) : std::string(part.inner);
  const bool lacks_cell = !cell.empty() && cell != "ConvLSTMCell" && !is_cell(by_owner);
  if (lacks_cell) object.scope = counted_anew(object.scope, file) + '/' + object.name;
  return object;
}

// Without arrays: what its class makes of it.
std::size_t add_usual(const Layer& layer, const Contents& file, std::size_t most, std::vector<Object>& into) {
  constexpr std::array<std::string_view, 4> kProjections = {"key", "attention_output", "query", "value"};
  const bool is_attention = layer.class_name == "MultiHeadAttention";
  for (const std::string_view name : kProjections) {
    if (into.size() >= most) break;
    Object object = object_of(layer);
    if (is_attention)
      object = {"EinsumDense", std::string(name), usual_variables(""), object.scope + '/' + std::string(name)};
    object.name = counted_anew(object.name, file);
    into.push_back(std::move(object));
    if (!is_attention) break;
  }
  return is_attention ? kProjections.size() : 1;
}

}  // namespace

Object object_of(const Layer& layer) {
  const std::string_view cell = cell_class_of(layer.class_name);
  Object object{.class_name = std::string(cell.empty() ? std::string_view(layer.class_name) : cell),
                .name = cell.empty() ? layer.name : keras::snake_case(cell),
                .variables = {}};
  const bool roles_known =
      !layer.tensors.empty() && layer.tensors.size() <= kMostVariables &&
      std::ranges::none_of(layer.tensors, [](const Tensor& tensor) { return tensor.role.empty(); });
  if (!roles_known) object.variables = usual_variables(object.class_name);
  if (roles_known) {
    for (const Tensor& tensor : layer.tensors) object.variables.push_back(tensor.role);
  }
  object.scope = cell.empty() ? layer.name : layer.name + '/' + object.name;
  return object;
}

std::size_t add_objects(const Layer& layer, const Contents& file, const Generation& loader, std::size_t most,
                        std::vector<Object>& into) {
  const bool is_legacy = !file.is(keras::Layout::v3_weights);
  if (into.size() >= most && is_one(layer, is_legacy)) return 1;  // of thousands nothing is copied
  std::vector<Part> parts = parts_of(layer, is_legacy);
  sort_as_visited(parts, loader, is_legacy);
  const auto first = static_cast<std::ptrdiff_t>(into.size());
  for (const Part& part : parts) {
    if (into.size() >= most) break;
    Object object =
        is_legacy ? named_object(layer, part, parts.size() == 1, file) : Place(layer, part, file, loader).object();
    object.variables = variables_of(object, part.tensors, loader);
    // TensorFlow makes those of this class under no name.
    if (object.class_name == "Normalization") object.scope.clear();
    // Cells that the user made are counted.
    const auto same = std::count_if(into.begin() + first, into.end(),
                                    [&](const Object& other) { return other.class_name == object.class_name; });
    if (is_legacy && is_cell(object.class_name) && same > 0 && !part.inner.contains("ward_"))
      object.name += '_' + std::to_string(same);
    into.push_back(std::move(object));
  }
  return parts.empty() ? add_usual(layer, file, most, into) : parts.size();
}

}  // namespace weighbridge::loaders
