// Checkpoints made by hand, and the verdict about them.
#ifndef WEIGHBRIDGE_TESTS_REPORT_VERDICT_FILE_H_
#define WEIGHBRIDGE_TESTS_REPORT_VERDICT_FILE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "report/totals.h"
#include "report/verdict.h"
#include "rules/proof/common_params.h"

namespace weighbridge::test {

inline Tensor tensor(std::string role, std::vector<std::uint64_t> shape, TensorState state = TensorState::intact) {
  Tensor out;
  out.role = std::move(role);
  out.path = out.role;
  out.dtype = "float32";
  out.parameters = 1;
  for (std::uint64_t side : shape) out.parameters *= side;
  out.bytes = 4 * out.parameters;
  out.shape = std::move(shape);
  out.state = state;
  return out;
}

inline Layer layer(std::string name, LayerState state, std::vector<Tensor> tensors = {}) {
  Layer out;
  out.path = "layers/" + name;
  out.name = std::move(name);
  out.state = state;
  out.tensors = std::move(tensors);
  return out;
}

inline Layer filled(std::string name) {
  return layer(std::move(name), LayerState::filled, {tensor("kernel", {784, 128}), tensor("bias", {128})});
}

// A sound v3 file with these layers, to be spoilt by the test.
struct File {
  explicit File(std::vector<Layer> listed) : layers(std::move(listed)) {
    found.kind = container::Kind::hdf5;
    checkpoint.layout = keras::Layout::v3_weights;
    tree.root.children.push_back(std::make_unique<hdf5::Node>());
    superblock.end_of_file = 1000;
  }
  [[nodiscard]] Verdict judged(std::vector<Finding> findings = {}) {
    Subject subject{.file_name = "m.weights.h5", .container = found};
    subject.tree = has_tree ? &tree : nullptr;
    subject.checkpoint = has_tree ? &checkpoint : nullptr;
    subject.superblock = &superblock;
    subject.hdf5_available_bytes = available_bytes;
    subject.hdf5_problem = problem;
    for (Finding& finding : findings) rules::add_common_params(subject, finding);  // as every rule's finding has them
    Report report;
    report.layers = layers;
    report.totals = report::count_totals(layers);
    report.writer = writer;
    return report::judge(subject, report, findings);
  }

  std::vector<Layer> layers;
  container::Identification found;
  container::Superblock superblock;
  hdf5::Tree tree;
  keras::Checkpoint checkpoint;
  Writer writer;
  std::uint64_t available_bytes = 1000;
  std::string problem;
  bool has_tree = true;
};

}  // namespace weighbridge::test

#endif  // WEIGHBRIDGE_TESTS_REPORT_VERDICT_FILE_H_
