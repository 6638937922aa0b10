// Subjects of rules built by hand: just as much of a file as the rule at hand looks at.
#ifndef WEIGHBRIDGE_TESTS_RULES_SUBJECT_BUILDER_H_
#define WEIGHBRIDGE_TESTS_RULES_SUBJECT_BUILDER_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/rule.h"

namespace weighbridge::rules::testing {

// Owns everything that a Subject points to. Set the members, then ask for subject(); it must outlive what that returns.
struct SubjectBuilder {
  std::string file_name = "model.weights.h5";
  container::Identification file;
  std::optional<container::Superblock> superblock;
  std::uint64_t hdf5_available_bytes = 0;
  std::optional<hdf5::Tree> tree;
  std::string hdf5_problem;
  std::optional<keras::Checkpoint> checkpoint;
  std::optional<FileSet> set;

  [[nodiscard]] Subject subject() const {
    return {.file_name = file_name,
            .size_bytes = file.size_bytes,
            .container = file,
            .tree = tree ? &*tree : nullptr,
            .hdf5_problem = hdf5_problem,
            .superblock = superblock ? &*superblock : nullptr,
            .hdf5_available_bytes = hdf5_available_bytes,
            .checkpoint = checkpoint ? &*checkpoint : nullptr,
            .set = set ? &*set : nullptr};
  }
};

inline Layer layer(std::string name, std::string class_name, LayerState state) {
  Layer layer;
  layer.path = "layers/" + name;
  layer.name = std::move(name);
  layer.class_name = std::move(class_name);
  layer.class_known_from = layer.class_name.empty() ? "" : "path";
  layer.state = state;
  return layer;
}

inline hdf5::Node& add_child(hdf5::Node& parent, std::string name, hdf5::NodeKind kind) {
  auto node = std::make_unique<hdf5::Node>();
  node->name = std::move(name);
  node->kind = kind;
  parent.children.push_back(std::move(node));
  return *parent.children.back();
}

// A sound HDF5 file with a checkpoint of this layout and these layers.
inline SubjectBuilder hdf5_file(std::string file_name, keras::Layout layout, std::vector<Layer> layers) {
  SubjectBuilder builder;
  builder.file_name = std::move(file_name);
  builder.file.kind = container::Kind::hdf5;
  builder.file.size_bytes = 12'552;
  builder.file.first_bytes_hex = "89 48 44 46 0d 0a 1a 0a";
  builder.file.hdf5_signature_at = 0;
  builder.superblock.emplace().end_of_file = 12'552;
  builder.file.superblock = builder.superblock;
  builder.hdf5_available_bytes = 12'552;
  builder.tree.emplace().available_bytes = 12'552;
  keras::Checkpoint& checkpoint = builder.checkpoint.emplace();
  checkpoint.layout = layout;
  checkpoint.layers = std::move(layers);
  const bool legacy = layout == keras::Layout::legacy_weights || layout == keras::Layout::legacy_model;
  checkpoint.has_layer_names = legacy;
  if (layout != keras::Layout::hdf5_other) add_child(builder.tree->root, "layers", hdf5::NodeKind::group);
  return builder;
}

inline SubjectBuilder v3_file(std::vector<Layer> layers) {
  return hdf5_file("model.weights.h5", keras::Layout::v3_weights, std::move(layers));
}
inline SubjectBuilder legacy_file(std::vector<Layer> layers) {
  return hdf5_file("model.h5", keras::Layout::legacy_weights, std::move(layers));
}

// A file that is nothing but these first bytes.
inline SubjectBuilder plain_file(std::string file_name, container::Kind kind, container::Details details = {}) {
  SubjectBuilder builder;
  builder.file_name = std::move(file_name);
  builder.file.kind = kind;
  builder.file.size_bytes = 130;
  builder.file.first_bytes_hex = "3c 68 74 6d 6c";
  builder.file.text_excerpt = "the beginning";
  builder.file.details = std::move(details);
  return builder;
}

inline void written_by(SubjectBuilder& builder, std::string package, std::optional<std::string> from,
                       std::optional<std::string> to) {
  builder.checkpoint->writer.version = {std::move(package), std::move(from), std::move(to)};
}

inline void add_attribute(hdf5::Node& node, std::string name, std::vector<std::string> value) {
  hdf5::Attribute attribute;
  attribute.name = std::move(name);
  attribute.value = std::move(value);
  node.attributes.push_back(std::move(attribute));
}

// What one rule says, the others left out.
inline std::vector<Finding> check(std::string_view id, const SubjectBuilder& builder) {
  Findings findings;
  for (const Rule& rule : all_rules()) {
    if (rule.entry.id == id) rule.check(builder.subject(), findings);
  }
  return findings.take();
}

inline bool fires(std::string_view id, const SubjectBuilder& builder) { return check(id, builder).size() == 1; }
inline bool silent(std::string_view id, const SubjectBuilder& builder) { return check(id, builder).empty(); }

// The ids of all findings, as a report shows them.
inline std::vector<std::string> ids_of(const SubjectBuilder& builder) {
  std::vector<std::string> ids;
  for (const Finding& finding : run_rules(builder.subject()).findings) ids.push_back(finding.id);
  return ids;
}

}  // namespace weighbridge::rules::testing

#endif  // WEIGHBRIDGE_TESTS_RULES_SUBJECT_BUILDER_H_
