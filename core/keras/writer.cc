// Who wrote the file: a package, a range of versions, and the evidence for both. Nothing is claimed that the file does
// not show. Sources: files that the named versions wrote, and keras/src/saving of those versions; "measured" means that
// the version was run.
#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "keras/class_table.h"
#include "keras/keras_version.h"
#include "keras/layouts.h"
#include "keras/v3_objects.h"

namespace weighbridge::keras {
namespace {

// dense_1_W, block1_conv1_W_1:0 (a counter of TensorFlow's), lstm_1_W_i, batchnormalization_1_running_std.
bool is_keras_1_name(std::string_view path) {
  path = split_counter(path.substr(0, path.rfind(':'))).stem;
  return std::ranges::any_of(std::to_array<std::string_view>({"_W", "_b", "_W_i", "_running_std", "_gamma"}),
                             [&](std::string_view ending) { return path.ends_with(ending); });
}

bool uses_keras_1_names(const Checkpoint& checkpoint) {
  return std::ranges::any_of(checkpoint.layers, [](const Layer& layer) {
    return std::ranges::any_of(layer.tensors, [](const Tensor& tensor) { return is_keras_1_name(tensor.path); });
  });
}

void judge_legacy(const hdf5::Tree& tree, const Checkpoint& checkpoint, Writer& writer) {
  const hdf5::Node* weights = checkpoint.root.empty() ? &tree.root : tree.root.child(checkpoint.root);
  if (weights != nullptr) writer.backend = weights->string("backend");
  if (!writer.backend) writer.backend = tree.root.string("backend");
  if (checkpoint.keras_version) {
    writer.version = range_of_keras_version(*checkpoint.keras_version);
    writer.evidence.push_back("the attribute keras_version is " + *checkpoint.keras_version);
    if (writer.version.package == "keras" && checkpoint.keras_version->starts_with("1."))
      writer.evidence.emplace_back("no attribute backend");
    return;
  }
  if (checkpoint.has_layer_names && !writer.backend &&
      (uses_keras_1_names(checkpoint) || !checkpoint.has_weights_manifest)) {
    writer.version = {"keras", "1.0.0", "1.2.2"};
    writer.evidence.emplace_back("layer_names without keras_version and backend");
    if (uses_keras_1_names(checkpoint)) writer.evidence.emplace_back("weight names end in _W and _b");
  }
}

struct V3Marks {
  // container, container_1: lists in lists, Keras >= 3.15 (keras-team/keras#22362).
  bool has_container = false;
  bool has_private_projections = false;  // _query_dense
  bool has_layer_in_bidirectional = false;
  bool has_bfloat16_mark = false;
};

bool is_list_of_lists(const PathNode& group) {
  return group.name == "container" && !is_object(group) && group.holds_vars;
}

// Keras 3's GroupQueryAttention keeps its projections under private names, as tf.keras does those of
// MultiHeadAttention; tf.keras has no such class. By the place that its class gives it, or by kernels with fewer heads
// for keys than for queries (keras/src/layers/attention/grouped_query_attention.py of 3.0.5 and 3.15.1).
bool is_grouped_attention(const PathNode& group) {
  const std::string_view stem = split_counter(group.name).stem;
  if (stem == "group_query_attention" || stem == "grouped_query_attention") return true;
  const auto heads = [&](std::string_view part) -> std::uint64_t {
    const PathNode* projection = group.child(part);
    const PathNode* vars = projection == nullptr ? nullptr : projection->child("vars");
    const PathNode* kernel = vars == nullptr ? nullptr : vars->child("0");
    const bool has_shape = kernel != nullptr && kernel->node != nullptr && kernel->node->dataset != nullptr;
    return has_shape && kernel->node->dataset->shape.size() == 3 ? kernel->node->dataset->shape[1] : 0;
  };
  return heads("_query_dense") != heads("_key_dense");
}

void find_marks(const PathNode& group, V3Marks& marks) {
  for (const PathNode& child : group.children) {
    if (child.is_dataset()) {
      marks.has_bfloat16_mark =
          marks.has_bfloat16_mark || (child.node != nullptr && child.node->string("dtype") == "bfloat16");
      continue;
    }
    marks.has_container = marks.has_container || is_list_of_lists(child);
    if (child.name == "_query_dense" && !is_grouped_attention(group)) marks.has_private_projections = true;
    find_marks(child, marks);
  }
  if (group.child("forward_layer") != nullptr && group.child("layer") != nullptr)
    marks.has_layer_in_bidirectional = true;
}

// An optimizer whose variable 1 is no learning rate.
bool lacks_learning_rate(const Checkpoint& checkpoint) {
  if (!checkpoint.optimizer || !checkpoint.optimizer->iterations) return false;
  const std::vector<Tensor>& tensors = checkpoint.optimizer->tensors;
  return std::ranges::none_of(tensors, [](const Tensor& tensor) { return tensor.role == "learning_rate"; });
}

void judge_keras_3_backend(const Checkpoint& checkpoint, Writer& writer) {
  if (!checkpoint.optimizer || checkpoint.optimizer->tensors.empty()) return;
  // keras/src/backend/common/dtypes.py, PYTHON_DTYPES_MAP: "int" is int64 with TensorFlow, int32 with the other
  // backends.
  if (checkpoint.optimizer->tensors.front().role == "iterations" &&
      checkpoint.optimizer->tensors.front().dtype == "int64") {
    writer.backend = "tensorflow";
    writer.evidence.emplace_back("the optimizer counts its steps in int64, as Keras 3 does on TensorFlow");
  }
}

void judge_v3(const PathTree& paths, const Checkpoint& checkpoint, Writer& writer) {
  if (checkpoint.keras_version) {
    writer.version = range_of_keras_version(*checkpoint.keras_version);
    writer.evidence.push_back("metadata.json says keras_version " + *checkpoint.keras_version);
    if (writer.version.package == "keras") judge_keras_3_backend(checkpoint, writer);
    return;
  }
  V3Marks marks;
  find_marks(paths.root, marks);
  const auto set = [&](std::string_view package, std::string_view from, std::string_view to, std::string_view why) {
    writer.version = {std::string(package), from.empty() ? std::nullopt : std::optional<std::string>(from),
                      to.empty() ? std::nullopt : std::optional<std::string>(to)};
    writer.evidence.emplace_back(why);
  };
  if (checkpoint.has_name_attributes) {
    set("keras", "3.6.0", "", "the groups vars carry the attribute name");
    const bool is_shard = vars_of(paths.root) == nullptr && paths.root.node->problem.empty();
    if (is_shard) set("keras", "3.10.0", "", "no group vars at the root: a later shard of several files");
    if (marks.has_container) set("keras", "3.15.0", "", "lists in lists are saved as container");
    judge_keras_3_backend(checkpoint, writer);
  } else if (vars_of(paths.root) == nullptr && paths.root.node->problem.empty()) {
    // keras/src/saving/saving_lib.py, H5IOStore.make of 3.0.5 and 3.5.0, and tf.keras 2.15: the model's own group vars
    // was always made. file_editor.py, save (3.6.0, 3.15.1), makes groups for arrays alone, and names none.
    set("keras", "3.6.0", "",
        "no group vars at the root, and none carries the attribute name: as KerasFileEditor writes it, without what "
        "lies "
        "inside of other layers");
  } else if (checkpoint.checkpoint_dependencies_gapped) {
    set("tf.keras", "2.12.0", "2.13.1", "_layer_checkpoint_dependencies numbers its layers with gaps");
  } else if (checkpoint.has_checkpoint_dependencies) {
    set("tf.keras", "2.12.0", "2.14.1", "the layers lie under _layer_checkpoint_dependencies");
  } else if (checkpoint.has_backslash_names) {
    set("tf.keras", "2.12.0", "2.15.1", "names hold backslashes, as tf.keras on Windows wrote them");
  } else if (!checkpoint.metrics.empty()) {
    set("tf.keras", "2.12.0", "", "metrics are saved as layers, which tf.keras and tf_keras do");
  } else if (lacks_learning_rate(checkpoint)) {
    set("tf.keras", "2.12.0", "", "the optimizer has no learning rate variable, as in tf.keras and tf_keras");
  } else if (marks.has_private_projections) {
    set("tf.keras", "2.12.0", "", "attention projections are called _query_dense, as in tf.keras and tf_keras");
  } else if (marks.has_bfloat16_mark) {
    set("keras", "3.0.5", "3.5.0", "bfloat16 arrays are marked, but the groups vars carry no attribute name");
  } else if (checkpoint.optimizer && checkpoint.optimizer->tensors.size() > 1 &&
             checkpoint.optimizer->tensors[1].role == "learning_rate") {
    set("keras", "3.0.0", "3.5.0",
        "the optimizer has a learning rate variable, but the groups vars carry no attribute name");
    judge_keras_3_backend(checkpoint, writer);
  } else {
    writer.evidence.emplace_back(
        "the groups vars carry no attribute name: Keras 3.0-3.5, tf.keras 2.12-2.15 or tf_keras");
    if (marks.has_layer_in_bidirectional)
      writer.evidence.emplace_back("Bidirectional has a group layer: tf.keras, tf_keras or Keras before 3.3.3");
  }
}

}  // namespace

Writer find_writer(const hdf5::Tree& tree, const PathTree& paths, const Checkpoint& checkpoint) {
  Writer writer;
  switch (checkpoint.layout) {
    case Layout::legacy_weights:
    case Layout::legacy_model:
      judge_legacy(tree, checkpoint, writer);
      break;
    case Layout::v3_weights:
      judge_v3(paths, checkpoint, writer);
      break;
    case Layout::keras_0:
      writer.version = {"keras", "0.1.0", "0.3.3"};
      writer.evidence.emplace_back(tree.root.attribute("nb_layers") != nullptr
                                       ? "the attribute nb_layers and groups layer_0, layer_1 ..."
                                       : "the group graph with the attribute nb_params");
      break;
    case Layout::lora_adapter:
      writer.evidence.emplace_back("pairs of LoRA matrices under lora, as KerasHub and KerasNLP write them");
      break;
    case Layout::hdf5_other:
      break;
  }
  return writer;
}

}  // namespace weighbridge::keras
