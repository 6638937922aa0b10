#include "hdf5/walk/dense/dense_objects.h"

#include <utility>

#include "hdf5/walk/cursor.h"
#include "hdf5/walk/dense/fractal_heap.h"

namespace weighbridge::hdf5::walk {
namespace {

constexpr std::size_t kAttributeIdBytes = 8;
constexpr std::uint8_t kInSharedHeap = 2;

}  // namespace

// III.A.2, record type 5 (links): hash 4, id 7. Type 8 (attributes): id 8, flags 1, creation order 4, hash 4.
Result<TreeLoss> visit_dense(FileBytes& file, const DensePlace& place, RecordKind kind, const VisitMessage& visit) {
  auto heap = FractalHeap::read(file, place.heap);
  if (!heap) return std::unexpected(heap.error());
  TreeLoss lost;
  auto loss = visit_tree_2(file, place.name_index, kind, [&](std::span<const std::byte> record) -> Result<void> {
    Cursor cursor(record);
    if (kind == RecordKind::link_by_name) cursor.skip(4);
    const auto id = cursor.take(kind == RecordKind::link_by_name ? heap->id_bytes() : kAttributeIdBytes);
    const bool shared = kind == RecordKind::attribute_by_name && (cursor.byte() & kInSharedHeap) != 0;
    if (auto spent = file.budget().spend_work(Budget::kWorkOfReading); !spent) return spent;
    if (!cursor.ok() || shared) {
      lost.add(shared ? "shared attributes are not read" : "an impossible B-tree record");
      return {};
    }
    auto object = heap->object(id);
    if (object) return visit(*object);
    if (file.budget().exhausted() || file.source_failure()) return std::unexpected(object.error());
    lost.add(object.error().message);
    return {};
  });
  if (!loss) return std::unexpected(loss.error());
  lost.nodes += loss->nodes;
  if (lost.problem.empty()) lost.problem = loss->problem;
  if (!heap->problem().empty()) lost.add(heap->problem());
  return lost;
}

}  // namespace weighbridge::hdf5::walk
