// What an HDF5 file consists of, as plain values: groups, datasets, attributes and links, with everything that could
// not be read marked as such. Nothing here knows Keras.
#ifndef WEIGHBRIDGE_HDF5_NODE_H_
#define WEIGHBRIDGE_HDF5_NODE_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "weighbridge/report.h"

namespace weighbridge::hdf5 {

// A datatype in the names of the report ("float32", "bfloat16" only where marked as such by the caller, "opaque",
// "bool" for h5py's enum {FALSE, TRUE} over int8, "string", "compound", "other").
struct Type {
  std::string name = "other";
  std::uint64_t size_bytes = 0;
  bool big_endian = false;
  std::string tag;  // opaque types: the tag, usually empty
};

// Values are read for strings (any kind), integers, floats and booleans up to limits::kMaxAttributeBytes; otherwise
// monostate with `problem`. A float64 attribute of shape (0,) is how h5py stores an empty list: an empty
// vector<double>.
struct Attribute {
  std::string name;
  Type type;
  std::vector<std::uint64_t> shape;  // empty: scalar
  std::variant<std::monostate, std::vector<std::string>, std::vector<std::int64_t>, std::vector<double>> value;
  std::string problem;
  bool unreadable = false;  // `problem` is damage: there is a value of a kind that is read, and it can't be had

  // The value as strings: of a string attribute its elements; of any attribute without elements an empty list;
  // otherwise none.
  [[nodiscard]] std::optional<std::vector<std::string>> strings() const;
  [[nodiscard]] std::optional<std::string> string() const;    // exactly one element
  [[nodiscard]] std::optional<std::int64_t> integer() const;  // exactly one integer
};

struct Dataset {
  Type type;
  std::vector<std::uint64_t> shape;
  bool shape_known = true;  // false: of a virtual dataset that HDF5 could not open
  bool is_null = false;     // H5S_NULL dataspace
  // Offset relative to the ByteSource's first byte + OpenOptions::report_offset.
  Storage storage;
  std::vector<int> filters;                 // by their registered numbers; storage.filters has their names
  bool filters_available = true;            // false: this build lacks one of storage.filters
  std::vector<std::string> external_files;  // storage.kind == external
  // The value of an integer scalar (optimizer step counters); read eagerly, they are tiny.
  std::optional<std::int64_t> scalar_integer;
};

// What type and shape ask for; a product too large to say is the largest number.
[[nodiscard]] std::uint64_t declared_bytes(const Dataset& dataset);

enum class NodeKind { group, dataset, named_type, soft_link, external_link, other_link, unreadable };

struct Node {
  std::string name;  // the link's name, bytes as in the file (may hold '\\', never '/'); made valid UTF-8
  NodeKind kind = NodeKind::group;
  std::vector<Attribute> attributes;            // in the library's order
  std::vector<std::unique_ptr<Node>> children;  // by name, as HDF5 lists them
  std::shared_ptr<Dataset> dataset;             // null: none; with every hard link to it the same
  std::string link_target;                      // soft: path; external: "file:path"
  std::uint32_t file = 0;                       // of a set's files the one it was read from first (sets/merge_trees.h)
  bool found_by_scan = false;                   // no link leads here: it was found by looking through the file's bytes
  std::string problem;  // unreadable, or children/attributes could not all be read: HDF5's reason, one phrase
  // Grows in the order in which the links of one group were made. Only among siblings of which two or more are groups,
  // and only where the file tells (old-style groups, as h5py makes them).
  std::optional<std::uint64_t> link_order;
  // A further hard link to an object listed elsewhere, or below one; empty if it leads to a group around it.
  bool hard_link_again = false;

  [[nodiscard]] const Node* child(std::string_view name) const;  // direct child
  [[nodiscard]] const Node* at(std::string_view path) const;     // "a/b/c"; "" is this node
  [[nodiscard]] const Attribute* attribute(std::string_view name) const;
  // Of the attribute; none if it is no text, or not there.
  [[nodiscard]] std::optional<std::string> string(std::string_view name) const;
  // The list attribute `name`, or its chunks name0, name1, ... joined (Keras >= 2.1.5, HDF5_OBJECT_HEADER_LIMIT); none
  // if neither exists.
  [[nodiscard]] std::optional<std::vector<std::string>> string_list(std::string_view name) const;
};

}  // namespace weighbridge::hdf5

#endif  // WEIGHBRIDGE_HDF5_NODE_H_
