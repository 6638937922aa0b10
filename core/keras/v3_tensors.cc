// The tensors of v3 objects: their own, and those of the parts of a composite layer.
#include <algorithm>
#include <iterator>
#include <utility>

#include "base/stable_order.h"
#include "base/text.h"
#include "keras/class_table.h"
#include "keras/layouts.h"
#include "keras/roles.h"
#include "keras/tensors.h"
#include "keras/v3_objects.h"

namespace weighbridge::keras {
namespace {

bool is_numbered(const PathNode& dataset) { return dataset.name.find_first_not_of("0123456789") == std::string::npos; }

// The class of an object inside a composite layer.
std::string_view class_of_part(const PathNode& part, std::string_view whole, const LayerConfig* config) {
  if (part.name == "cell" && (whole == "LSTM" || whole == "GRU" || whole == "SimpleRNN")) {
    return whole == "LSTM" ? "LSTMCell" : whole == "GRU" ? "GRUCell" : "SimpleRNNCell";
  }
  const PathNode* vars = vars_of(part);
  if (const auto name = vars == nullptr ? std::nullopt : name_attribute(*vars)) {
    if (const std::string_view known = class_of_default_name(*name); !known.empty()) return known;
  }
  if (part.name == "cell") return "LSTMCell";  // all of Keras' cells have kernel, recurrent kernel and bias
  if (part.name == "layer" && config != nullptr && !config->wrapped_class.empty()) return config->wrapped_class;
  if (part.name.ends_with("_dense") && (whole == "MultiHeadAttention" || whole.ends_with("QueryAttention")))
    return "EinsumDense";
  return class_of_path_name(part.name);
}

}  // namespace

std::vector<Tensor> own_tensors(const PathNode& group, std::string_view class_name, const LayerConfig* config,
                                std::uint64_t available_bytes) {
  std::vector<Tensor> tensors;
  if (const PathNode* vars = vars_of(group)) {
    std::vector<const PathNode*> datasets;
    datasets.reserve(vars->children.size());
    tensors.reserve(vars->children.size());
    for (const PathNode& dataset : vars->children) datasets.push_back(&dataset);
    // "10" before "2" in the file; names of a TorchModuleWrapper (conv1.weight) keep their order.
    put_in_stable_order(datasets, text::natural_less,
                        [](const PathNode* dataset) -> std::string_view { return dataset->name; });
    for (const PathNode* dataset : datasets) {
      std::string role = is_numbered(*dataset) ? "" : role_of_weight_name(dataset->name, class_name);
      tensors.push_back(make_tensor(dataset->path, *dataset->node, std::move(role), available_bytes));
    }
    if (std::ranges::all_of(vars->children, is_numbered)) assign_v3_roles(class_name, config, tensors);
  }
  for (const PathNode& child : group.children) {
    if (is_seed_generator(child)) collect_tensors(child, kSeedStateRole, available_bytes, tensors);
  }
  return tensors;
}

void collect_object(const PathNode& group, std::string_view class_name, const LayerConfig* config,
                    std::uint64_t available_bytes, std::vector<Tensor>& into) {
  std::vector<Tensor> own = own_tensors(group, class_name, config, available_bytes);
  if (into.empty())
    into = std::move(own);
  else
    std::ranges::move(own, std::back_inserter(into));
  for (const PathNode* child : in_saved_order(group)) {
    if (child->name == "vars" || is_seed_generator(*child) || child->is_dataset()) continue;
    collect_object(*child, class_of_part(*child, class_name, config), nullptr, available_bytes, into);
  }
}

void collect_tensors(const PathNode& group, std::string_view role, std::uint64_t available_bytes,
                     std::vector<Tensor>& into) {
  for (const PathNode* child : sorted(group)) {
    if (child->is_dataset()) {
      into.push_back(make_tensor(child->path, *child->node, std::string(role), available_bytes));
    } else {
      collect_tensors(*child, role, available_bytes, into);
    }
  }
}

}  // namespace weighbridge::keras
