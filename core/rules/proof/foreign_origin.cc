#include "rules/proof/foreign_origin.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string_view>

#include "rules/proof/tree_walk.h"

namespace weighbridge::rules {
namespace {

bool is_keras_stamp(const hdf5::Attribute& attribute) {
  return attribute.name == "keras_version" || attribute.name == "backend";
}

bool has_attribute(const hdf5::Node& node, std::string_view name) { return node.attribute(name) != nullptr; }

bool any_child(const hdf5::Node& node, bool (*wanted)(const hdf5::Node&)) {
  return std::ranges::any_of(node.children, [wanted](const auto& child) { return wanted(*child); });
}

bool has_members(const hdf5::Node& node, std::initializer_list<std::string_view> names) {
  return std::ranges::all_of(names, [&node](std::string_view name) { return node.child(name) != nullptr; });
}

bool is_dataset(const hdf5::Node& node) { return node.kind == hdf5::NodeKind::dataset; }

bool ends_like_torch(const hdf5::Node& node) {
  return is_dataset(node) && (node.name.ends_with(".weight") || node.name.ends_with(".bias"));
}

// weights.h5 of exportNetworkToTensorFlow (Deep Learning Toolbox Converter for TensorFlow Models): a group a layer.
bool is_matlab_layer(const hdf5::Node& node) { return has_attribute(node, "Name") && has_attribute(node, "NumVars"); }

// chainer/serializers/hdf5.py (7.8.1): links become groups; the parameters and persistent values of Chainer's own links
// are called so.
bool is_chainer_name(std::string_view name) {
  constexpr std::array<std::string_view, 8> kNames = {"W",        "b",       "gamma", "beta",
                                                      "avg_mean", "avg_var", "N",     "initialized"};
  return std::ranges::find(kNames, name) != kNames.end();
}

struct Leaves {
  bool any_kernel = false;
  bool all_chainer = true;
};

void look_at_leaves(const hdf5::Node& node, Leaves& leaves) {
  for (const auto& child : node.children) {
    if (is_dataset(*child)) {
      leaves.any_kernel |= child->name == "W";
      leaves.all_chainer &= is_chainer_name(child->name);
    }
    look_at_leaves(*child, leaves);
  }
}

bool looks_like_chainer(const hdf5::Node& root) {
  if (!root.attributes.empty() || any_child(root, is_dataset)) return false;
  Leaves leaves;
  look_at_leaves(root, leaves);
  return leaves.any_kernel && leaves.all_chainer;
}

// "HDF5 Feature-Barcode Matrix Format" and "Molecule Info", 10x Genomics; Cell Ranger up to 2 has a group a genome
// instead of `matrix`.
bool is_10x_matrix(const hdf5::Node& group) {
  return has_members(group, {"barcodes", "data", "indices", "indptr", "shape"});
}

struct Beginning {
  std::string_view hex;
  std::string_view text;
  std::string_view what;
};
// What stands in the 512 bytes before the HDF5 part. JLD2.jl, src/file_header.jl: FILE_HEADER and the older
// LEGACY_REQUIRED_FILE_HEADER; JLD.jl: magic_base, the same text as JLD2's older one.
constexpr std::array<Beginning, 3> kBeginnings = {{
    {"48 44 46 35 2D 62 61 73 65 64 20 4A 75 6C 69 61", "HDF5-based Julia", "a JLD2 file (Julia)"},
    {"4A 75 6C 69 61 20 64 61 74 61 20 66 69 6C 65 20", "Julia data file", "a Julia data file (JLD or JLD2)"},
    {"4D 41 54 4C 41 42 20 37 2E 33 20 4D 41 54 2D 66", "MATLAB 7.3 MAT-file", "a MATLAB 7.3 file"},
}};

bool same_hex(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::ranges::equal(a, b, {}, lower, lower);
}

std::string attribute_mark(std::string_view name, std::string_view where = "") {
  return "the attribute " + std::string(name) + std::string(where);
}

}  // namespace

bool is_blank(const hdf5::Node& root) {
  return root.children.empty() && root.problem.empty() && std::ranges::all_of(root.attributes, is_keras_stamp);
}

Origin origin_of(const hdf5::Tree& tree, std::string_view first_bytes_hex) {
  const hdf5::Node& root = tree.root;
  for (const Beginning& beginning : kBeginnings) {
    if (same_hex(first_bytes_hex, beginning.hex))
      return {std::string(beginning.what), "the file begins with the text \"" + std::string(beginning.text) + "\""};
  }
  if (has_attribute(root, "PYTABLES_FORMAT_VERSION")) {
    const auto is_pandas = [](const hdf5::Node& node) { return has_attribute(node, "pandas_type"); };
    if (!find_nodes(tree, is_pandas).empty()) return {"pandas data", attribute_mark("pandas_type")};
    return {"a PyTables file", attribute_mark("PYTABLES_FORMAT_VERSION")};
  }
  if (any_child(root, [](const hdf5::Node& node) { return has_attribute(node, "MATLAB_class"); }))
    return {"a MATLAB 7.3 file", attribute_mark("MATLAB_class")};
  if (any_child(root, is_matlab_layer))
    return {"weights that MATLAB exported for TensorFlow (exportNetworkToTensorFlow)",
            attribute_mark("NumVars", " of a layer's group")};
  if (has_attribute(root, "_NCProperties")) return {"a netCDF 4 file", attribute_mark("_NCProperties")};
  if (has_attribute(root, "NX_class") ||
      any_child(root, [](const hdf5::Node& node) { return has_attribute(node, "NX_class"); }))
    return {"a NeXus file", attribute_mark("NX_class")};
  if (const hdf5::Attribute* type = root.attribute("encoding-type"); type != nullptr && type->string() == "anndata")
    return {"an AnnData file", attribute_mark("encoding-type")};
  // AnnData before 0.8 has no mark at the root.
  if (has_members(root, {"obs", "var"})) return {"an AnnData file", "the members obs and var"};
  if (any_child(root, is_10x_matrix))
    return {"a feature-barcode matrix of 10x Genomics", "the arrays barcodes, data, indices and indptr"};
  if (has_members(root, {"barcodes", "barcode_idx", "gem_group", "umi"}))
    return {"molecule data of 10x Genomics", "the arrays barcode_idx, gem_group and umi"};
  if (looks_like_chainer(root)) return {"weights of Chainer", "every array is called as Chainer calls its own (W, b)"};
  if (any_child(root, ends_like_torch)) return {"weights with PyTorch's names", ""};
  const bool only_data = !root.children.empty() &&
                         std::ranges::all_of(root.children, [](const auto& child) { return is_dataset(*child); });
  return {only_data ? "a plain set of arrays" : "", ""};
}

}  // namespace weighbridge::rules
