#include <algorithm>

#include "rules/rule.h"

namespace weighbridge::rules {
namespace {

bool has_convolution(const Layer& layer) {
  return std::ranges::any_of(layer.tensors,
                             [](const Tensor& tensor) { return tensor.shape.size() == 4 || tensor.shape.size() == 5; });
}

}  // namespace

void check_theano_kernel_order(const Subject& subject, Findings& findings) {
  const keras::Checkpoint& checkpoint = *subject.checkpoint;
  if (checkpoint.writer.backend != "theano" || !std::ranges::any_of(checkpoint.layers, has_convolution)) return;
  findings.add(ids::kTheanoKernelOrder, {.confidence = Confidence::likely,
                                         .evidence = {evidence::pair("backend", "tensorflow", "theano"),
                                                      evidence::at(checkpoint.root, "kernels of convolutions")}});
}

}  // namespace weighbridge::rules
