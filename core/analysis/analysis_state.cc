#include "analysis/analysis_state.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "analysis/assemble.h"
#include "analysis/hollow_kernels.h"
#include "analysis/set_loaders.h"
#include "hdf5/lost_arrays.h"
#include "keras/each_tensor.h"
#include "keras/unclaimed/unclaimed.h"
#include "loaders/mine/my_rows.h"
#include "report/verdict.h"
#include "scan/scan_result.h"
#include "subject/unusual_nodes.h"

namespace weighbridge {
namespace {

// Offsets into inflated bytes are no places in the user's file.
void forget_offsets(keras::Checkpoint& checkpoint) {
  keras::each_tensor(checkpoint, [](Tensor& tensor) { tensor.storage.offset.reset(); });
}

// The tensors whose values are worth reading: the model's. The optimizer's and the metrics' say nothing about the
// weights.
std::vector<Tensor*> tensors_to_scan(keras::Checkpoint& checkpoint) {
  std::vector<Tensor*> tensors;
  keras::any_weight(checkpoint, [&](Layer*, Tensor& tensor) {
    tensors.push_back(&tensor);
    return false;
  });
  return tensors;
}

// Emptiness does: a single wrong count hides whatever is behind it.
bool needs_proof(const keras::Checkpoint& checkpoint, const hdf5::Tree& tree) {
  if (checkpoint.layout != keras::Layout::hdf5_other) return keras::lacks_something(checkpoint);
  return !hdf5::has_dataset(tree.root);
}

// The model's own variables belong to no layer; they are shown under the model itself, a container.
LayerList layers_of(const std::shared_ptr<const keras::Checkpoint>& checkpoint) {
  if (checkpoint->model_level.empty())
    return LayerList(std::shared_ptr<const std::vector<Layer>>(checkpoint, &checkpoint->layers));
  std::vector<Layer> layers = checkpoint->layers;
  Layer model;
  model.path = checkpoint->layout == keras::Layout::v3_weights ? "" : checkpoint->root;
  model.name = checkpoint->model_name.value_or("the model itself");
  model.class_name = checkpoint->config.class_name;
  model.class_known_from = model.class_name.empty() ? "" : "config";
  model.state = LayerState::container;
  model.tensors = checkpoint->model_level;
  layers.push_back(std::move(model));
  return layers;
}

// More than this is not read for a checksum alone.
constexpr std::uint64_t kSmallMember = 64u << 20;
constexpr std::uint64_t kShareOfLarge = 16;
constexpr std::uint64_t kPieceOfMember = 1u << 20;

}  // namespace

Subject AnalysisState::subject() const {
  Subject subject{.file_name = file_name, .size_bytes = opened.file->size_bytes(), .container = opened.found};
  subject.hdf5_problem = opened.hdf5_problem;
  subject.inspection = opened.inspection ? &*opened.inspection : nullptr;
  if (opened.part.superblock) subject.superblock = &*opened.part.superblock;
  if (opened.part.source != nullptr) subject.hdf5_available_bytes = opened.part.source->size_bytes();
  if (opened.tree) subject.tree = &*opened.tree;
  if (opened.tree) subject.unusual_nodes = &unusual_nodes;
  subject.checkpoint = checkpoint.get();
  subject.config = config.get();
  if (set) subject.set = &*set;
  subject.wrong_checksums = wrong_checksums;
  if (plan) subject.zeroed = plan->zeroed();
  return subject;
}

void AnalysisState::read_model(const keras::ArchiveTexts& texts) {
  const auto read = [&] {
    config = keras::read_model_config(opened.tree ? &opened.tree->root : nullptr, texts);
    if (opened.tree)
      checkpoint =
          std::make_shared<keras::Checkpoint>(keras::read_checkpoint(*opened.tree, *config, opened.available_bytes()));
  };
  read();
  if (checkpoint && needs_proof(*checkpoint, *opened.tree) && find_lost_values(opened)) read();
}

void AnalysisState::begin() {
  if (opened.tree) unusual_nodes = find_unusual_nodes(*opened.tree);
  if (checkpoint) {
    mark_hollow_kernels(*checkpoint,
                        [this](const Tensor& tensor, std::span<std::byte> out) { return read_beginning(tensor, out); });
    to_scan = tensors_to_scan(*checkpoint);
  }
  packed = PackedScan(to_scan, opened.part.inflated, [this](std::uint32_t file) { return value_source(file); });
  if (checkpoint && opened.part.inflated) forget_offsets(*checkpoint);
  plan.emplace(to_scan);
  note_checksums();
  make_report({}, false);
}

void AnalysisState::finish() {
  if (const auto crc32 = checksum ? checksum->crc32() : std::nullopt; crc32 && *crc32 != opened.part.expected_crc32) {
    wrong_checksums.push_back({opened.part.zip_member, *opened.part.expected_crc32, *crc32});
  }
  checksum.reset();
  const Scan scan = sum_up(*plan, packed, to_scan);
  if (checkpoint) mark_hollow_kernels(*checkpoint, nullptr);
  make_report(scan, scan.state != ScanState::cancelled);
}

void AnalysisState::make_report(const Scan& scan, bool are_values_known) {
  values_known = are_values_known;
  Subject known = subject();
  known.values_known = values_known;
  known.my_keras = my_keras ? &*my_keras : nullptr;
  report = assemble(known, checkpoint ? layers_of(checkpoint) : LayerList(), scan);
  if (!set) return;
  report.files = files;
  report.size_bytes = 0;
  for (const ReportFile& file : files) report.size_bytes += file.size_bytes;
  report.loaders = predict_set(known, given ? *given : opened.found, report);
  if (!my_keras) return;
  loaders::put_mine_first(report.loaders, *my_keras);
  std::vector<Finding> findings;
  for (const WordedFinding& worded : report.findings) findings.push_back(worded.finding);
  report.verdict = report::judge(known, report, findings);
}

// Before the offsets into inflated bytes are forgotten: these count from the beginning of what was inflated.
bool AnalysisState::read_beginning(const Tensor& tensor, std::span<std::byte> out) const {
  ByteSource* source = opened.part.inflated ? opened.part.source : opened.file.get();
  if (!sources.empty()) source = tensor.storage.file < sources.size() ? sources[tensor.storage.file] : nullptr;
  return source != nullptr && source->read_at(*tensor.storage.offset, out).has_value();
}

// Where packed values are read from. Of a set only one file was kept open: the others are opened again, one at a time.
Result<ValueSource> AnalysisState::value_source(std::uint32_t file) const {
  const auto of = [](const OpenedFile& open) {
    return ValueSource{.source = open.part.source, .claimed_end = open.part.claimed_end()};
  };
  if (sources.empty()) return of(opened);
  if (file >= sources.size()) return fail(ErrorCode::io, "the file is not there any more");
  auto again = open_file(*sources[file]);
  if (!again) return std::unexpected(again.error());
  auto kept = std::make_shared<OpenedFile>(std::move(*again));
  ValueSource source = of(*kept);
  source.owner = std::move(kept);
  return source;
}

// Archives have a checksum of every member. An inflated one is known; a stored one is checked on the way where the scan
// reads (nearly) all of it anyhow.
void AnalysisState::note_checksums() {
  const container::Hdf5Part& part = opened.part;
  if (!part.expected_crc32) return;
  if (part.inflated) {
    if (part.crc32 != part.expected_crc32)
      wrong_checksums.push_back({part.zip_member, *part.expected_crc32, part.crc32.value_or(0)});
    return;
  }
  const std::uint64_t size = part.source->size_bytes();
  const bool needs_proof = checkpoint && (keras::lacks_something(*checkpoint) || !keras::holds_weights(*checkpoint));
  if (needs_proof && size <= kSmallMember) {
    // What is called empty at the first look should be what was packed.
    container::StretchChecksum sum(0, size);
    std::vector<std::byte> piece(static_cast<std::size_t>(std::min(size, kPieceOfMember)));
    for (std::uint64_t at = 0; at < size; at += piece.size()) {
      const auto bytes =
          std::span(piece).first(static_cast<std::size_t>(std::min<std::uint64_t>(piece.size(), size - at)));
      if (!part.source->read_at(at, bytes)) return;
      sum.feed(at, bytes);
    }
    if (const auto crc32 = sum.crc32(); crc32 && *crc32 != *part.expected_crc32)
      wrong_checksums.push_back({part.zip_member, *part.expected_crc32, *crc32});
    return;
  }
  const std::uint64_t most_extra = size <= kSmallMember ? size : size / kShareOfLarge;
  if (plan->pieces().empty() || !plan->cover(part.report_offset, part.report_offset + size, most_extra)) return;
  checksum.emplace(part.report_offset, part.report_offset + size);
}

}  // namespace weighbridge
