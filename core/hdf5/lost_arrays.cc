#include "hdf5/lost_arrays.h"

#include <algorithm>
#include <string>

#include "hdf5/walk/salvage/salvage.h"
#include "hdf5/walk/superblock.h"

namespace weighbridge::hdf5 {
namespace {

// Of bytes that are looked through; known values are none of them.
constexpr std::uint64_t kScanWork = std::uint64_t{256} << 20;

std::uint64_t count_datasets(const Node& node) {
  std::uint64_t count = node.dataset ? 1 : 0;
  for (const auto& child : node.children) count += count_datasets(*child);
  return count;
}

}  // namespace

bool has_found(const Node& root) {
  return std::ranges::any_of(root.children,
                             [](const auto& child) { return child->found_by_scan || has_found(*child); });
}

bool has_dataset(const Node& root) {
  return root.dataset || std::ranges::any_of(root.children, [](const auto& child) { return has_dataset(*child); });
}

std::optional<Tree> find_lost_arrays(ByteSource& source, const OpenOptions& options, const Tree* listed,
                                     std::string_view problem) {
  auto budget = walk::Budget::of_file(source.size_bytes());
  walk::Budget scan_budget(kScanWork);
  walk::FileBytes file(source, budget, options.claimed_end);
  walk::FileBytes scanned(source, scan_budget, options.claimed_end);
  file.set_mends_bits(true);
  auto read = walk::read_superblock(file, source.size_bytes());
  // Without a superblock the file is taken for what nearly all are: addresses count from 0 and have 8 bytes.
  const walk::Superblock superblock = read.value_or(walk::Superblock());
  scanned.set_base(file.base_address(), file.address_bytes(), file.length_bytes());
  Tree tree;
  tree.available_bytes = source.size_bytes();
  walk::TreeBuilder builder(file, superblock, options.report_offset, tree);
  const bool root_is_lost = !builder.build().has_value();
  walk::salvage(file, scanned, superblock, root_is_lost, read.has_value(), builder, tree);
  if (file.source_failure() || scanned.source_failure()) return std::nullopt;
  if (count_datasets(tree.root) <= (listed == nullptr ? 0 : count_datasets(listed->root))) return std::nullopt;
  if (!problem.empty()) {
    if (tree.root.problem.empty()) ++tree.unreadable;
    tree.root.problem = problem;
  }
  builder.note_limit();
  return tree;
}

}  // namespace weighbridge::hdf5
