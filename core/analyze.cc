#include "weighbridge/analyze.h"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "container/identify.h"
#include "hdf5/tree.h"
#include "hdf5_part.h"
#include "io/block_cache.h"
#include "keras/checkpoint.h"
#include "report/totals.h"
#include "report/verdict.h"
#include "rules/rule.h"

namespace weighbridge {
namespace {

void forget_offsets(std::vector<Tensor>& tensors) {
  for (Tensor& tensor : tensors) tensor.storage.offset.reset();
}

// Offsets into inflated bytes are no places in the user's file.
void forget_offsets(keras::Checkpoint& checkpoint) {
  for (Layer& layer : checkpoint.layers) forget_offsets(layer.tensors);
  if (checkpoint.optimizer) forget_offsets(checkpoint.optimizer->tensors);
  forget_offsets(checkpoint.model_level);
  forget_offsets(checkpoint.metrics);
}

// A file with thousands of alike troubles is not helped by thousands of alike findings: the first ones stay, the last of them says how
// many more there are.
constexpr std::uint64_t kMaxFindingsOfOneKind = 20;

std::vector<Finding> bounded(std::vector<Finding> findings) {
  std::map<std::string, std::uint64_t> count;
  for (const Finding& finding : findings) ++count[finding.id];
  std::map<std::string, std::uint64_t> seen;
  std::vector<Finding> kept;
  for (Finding& finding : findings) {
    const std::uint64_t nth = ++seen[finding.id];
    if (nth > kMaxFindingsOfOneKind) continue;
    const std::uint64_t left_out = count[finding.id] - nth;
    if (nth == kMaxFindingsOfOneKind && left_out > 0) {
      finding.params["left_out"] = std::to_string(left_out);
      finding.evidence.push_back(evidence::measurement("more of the same, not listed", static_cast<double>(left_out), "findings"));
    }
    kept.push_back(std::move(finding));
  }
  return kept;
}

// The model's own variables belong to no layer; they are shown under the model itself, a container.
std::vector<Layer> layers_to_report(const keras::Checkpoint& checkpoint) {
  std::vector<Layer> layers = checkpoint.layers;
  if (!checkpoint.model_level.empty()) {
    Layer model;
    model.path = checkpoint.layout == keras::Layout::v3_weights ? "" : checkpoint.root;
    model.name = checkpoint.model_name.value_or("the model itself");
    model.class_name = checkpoint.config.class_name;
    model.class_known_from = model.class_name.empty() ? "" : "config";
    model.state = LayerState::container;
    model.tensors = checkpoint.model_level;
    layers.push_back(std::move(model));
  }
  return layers;
}

Report assemble(std::string_view file_name, const rules::Subject& subject) {
  Report report;
  report.file_name = file_name;
  report.size_bytes = subject.size_bytes;
  report.container = container::kind_id(subject.container.kind);
  if (subject.checkpoint != nullptr) {
    report.layout = keras::layout_id(subject.checkpoint->layout);
    report.writer = subject.checkpoint->writer;
    report.layers = layers_to_report(*subject.checkpoint);
    report.optimizer = subject.checkpoint->optimizer;
  }
  report.totals = report::count_totals(report.layers);
  rules::Outcome outcome = rules::run_rules(subject);
  const std::vector<Finding> findings = bounded(std::move(outcome.findings));
  report.not_run = std::move(outcome.not_run);
  report.verdict = report::judge({subject, report.layers, report.totals, findings, report.writer});
  for (const Finding& finding : findings) report.findings.push_back(rules::word(finding, report.writer));
  return report;
}

}  // namespace

Result<Report> analyze(std::string_view file_name, ByteSource& source) {
  io::BlockCache file(source);
  const auto found = container::identify(file);
  if (!found) return std::unexpected(found.error());

  rules::Subject subject{.file_name = file_name, .size_bytes = file.size_bytes(), .container = *found};
  Hdf5Part part = find_hdf5_part(file, *found);
  std::string problem = part.problem;
  std::optional<hdf5::Tree> tree;
  std::optional<keras::Checkpoint> checkpoint;
  if (part.source != nullptr) {
    subject.hdf5_available_bytes = part.source->size_bytes();
    if (part.superblock) subject.superblock = &*part.superblock;
    const hdf5::OpenOptions options{part.superblock ? part.superblock->end_of_file : 0, part.report_offset};
    if (auto opened = hdf5::read_tree(*part.source, options)) {
      tree = std::move(*opened);
    } else if (opened.error().code == ErrorCode::io) {
      return std::unexpected(opened.error());
    } else {
      problem = opened.error().message;
    }
  }
  if (tree) {
    const std::uint64_t available = part.inflated ? part.source->size_bytes() : part.report_offset + part.source->size_bytes();
    checkpoint = keras::read_checkpoint(*tree, read_archive_texts(file, *found), available);
    checkpoint->zip_member = part.zip_member;
    if (part.inflated) forget_offsets(*checkpoint);
    subject.tree = &*tree;
    subject.checkpoint = &*checkpoint;
  }
  subject.hdf5_problem = problem;
  return assemble(file_name, subject);
}

}  // namespace weighbridge
