// The optimizer's variables: `optimizer/vars` of the v3 layout, `optimizer_weights` of a legacy whole model.
#include <algorithm>
#include <string>
#include <utility>

#include "base/text.h"
#include "keras/layouts.h"
#include "keras/node_index.h"
#include "keras/tensors.h"
#include "keras/v3_objects.h"

namespace weighbridge::keras {
namespace {

std::optional<std::uint64_t> counter_of(const hdf5::Node& dataset) {
  if (!dataset.dataset || !dataset.dataset->scalar_integer || *dataset.dataset->scalar_integer < 0) return std::nullopt;
  return static_cast<std::uint64_t>(*dataset.dataset->scalar_integer);
}

// iterations (Keras 2), iter (tf.keras <= 2.10), iteration (tf.keras >= 2.11, Keras 3)
bool is_step_counter(std::string_view weight_name) {
  std::string_view last = weight_name.substr(0, weight_name.rfind(':'));
  if (const std::size_t slash = last.rfind('/'); slash != std::string_view::npos) last = last.substr(slash + 1);
  return last == "iterations" || last == "iteration" || last == "iter";
}

// "Adam/iter:0", "training/Adam/iter:0", "adam_1/iteration" -> adam
std::string name_in_weight_name(std::string_view weight_name) {
  if (weight_name.starts_with("training/")) weight_name.remove_prefix(std::string_view("training/").size());
  const std::size_t slash = weight_name.find('/');
  if (slash == std::string_view::npos) return {};
  std::string name = text::to_lower_ascii(weight_name.substr(0, slash));
  if (const std::size_t underscore = name.rfind('_');
      underscore != std::string::npos && name.find_first_not_of("0123456789", underscore + 1) == std::string::npos) {
    name.resize(underscore);
  }
  return name;
}

void read_vars(const PathNode& group, std::uint64_t available_bytes, Optimizer& optimizer) {
  std::vector<Tensor> tensors = own_tensors(group, "", nullptr, available_bytes);
  const PathNode* vars = vars_of(group);
  const PathNode* counter = vars == nullptr ? nullptr : vars->child("0");
  // Variable 0 is the step counter in every Keras that writes this layout.
  if (counter != nullptr && counter->node != nullptr && !tensors.empty()) {
    if (const auto steps = counter_of(*counter->node)) {
      tensors.front().role = "iterations";
      if (!optimizer.iterations) optimizer.iterations = steps;
    }
    // Keras 3 keeps the learning rate as variable 1; tf.keras does not.
    if (tensors.size() > 1 && tensors[1].shape.empty() && tensors[1].dtype.starts_with("float"))
      tensors[1].role = "learning_rate";
  }
  std::ranges::move(tensors, std::back_inserter(optimizer.tensors));
  for (const PathNode& child : group.children) {
    if (child.name != "vars" && !child.is_dataset()) read_vars(child, available_bytes, optimizer);  // inner_optimizer
  }
}

}  // namespace

void read_v3_optimizer(const PathNode& group, std::uint64_t available_bytes, std::optional<Optimizer>& optimizer) {
  const bool is_first = !optimizer;
  if (is_first) {
    optimizer.emplace();
    optimizer->path = group.path;
    if (const PathNode* vars = vars_of(group)) optimizer->name = name_attribute(*vars).value_or("");
  }
  read_vars(group, available_bytes, *optimizer);
}

std::optional<Optimizer> read_legacy_optimizer(const hdf5::Tree& tree, const ModelConfig& config,
                                               std::uint64_t available_bytes) {
  const hdf5::Node* group = tree.root.child("optimizer_weights");
  if (group == nullptr) return std::nullopt;
  Optimizer optimizer;
  optimizer.path = "optimizer_weights";
  if (config.optimizer_class) optimizer.name = text::to_lower_ascii(*config.optimizer_class);
  const auto names = group->string_list("weight_names");
  if (!names) return optimizer;
  NodeIndex arrays(*group);
  for (const std::string& name : *names) {
    const hdf5::Node* dataset = arrays.at(name);
    if (dataset == nullptr || dataset->kind == hdf5::NodeKind::group) continue;
    if (optimizer.name.empty()) optimizer.name = name_in_weight_name(name);
    const bool counts = is_step_counter(name);
    if (counts && !optimizer.iterations) optimizer.iterations = counter_of(*dataset);
    optimizer.tensors.push_back(
        make_tensor(optimizer.path + "/" + name, *dataset, counts ? "iterations" : "", available_bytes));
  }
  return optimizer;
}

}  // namespace weighbridge::keras
