// A subject whose tensors have statistics, for the rules about values: real accumulators over values given by the test.
#ifndef WEIGHBRIDGE_TESTS_RULES_VALUES_SUBJECT_H_
#define WEIGHBRIDGE_TESTS_RULES_VALUES_SUBJECT_H_

#include <algorithm>
#include <cmath>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "rules/rule.h"
#include "stats/tensor_accumulator.h"

namespace weighbridge::rules {

inline Tensor tensor_of(std::string path, std::string role, std::vector<std::uint64_t> shape,
                        const std::vector<float>& values, std::string dtype = "float32") {
  stats::TensorAccumulator accumulator({stats::ElementKind::float32, false});
  accumulator.feed(std::as_bytes(std::span(values)));
  Tensor tensor;
  tensor.path = std::move(path);
  tensor.role = std::move(role);
  tensor.dtype = std::move(dtype);
  tensor.shape = std::move(shape);
  tensor.parameters = values.size();
  tensor.stats = accumulator.finish();
  return tensor;
}

inline std::vector<float> filled(std::size_t count, float value) { return std::vector<float>(count, value); }

inline std::vector<float> uniform(unsigned seed, std::size_t count, double bound) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<double> draw(-bound, bound);
  std::vector<float> values(count);
  std::ranges::generate(values, [&] { return static_cast<float>(draw(random)); });
  return values;
}

// keras GlorotUniform for a matrix.
inline std::vector<float> glorot(unsigned seed, std::size_t rows, std::size_t columns) {
  return uniform(seed, rows * columns, std::sqrt(6.0 / static_cast<double>(rows + columns)));
}

class ValuesSubject {
 public:
  ValuesSubject& layer(std::string name, std::string class_name, std::vector<Tensor> tensors) {
    Layer layer;
    layer.path = "layers/" + name;
    layer.name = std::move(name);
    layer.class_name = std::move(class_name);
    layer.state = LayerState::filled;
    layer.tensors = std::move(tensors);
    checkpoint_.layers.push_back(std::move(layer));
    return *this;
  }
  // A Dense as it is before training.
  ValuesSubject& fresh_dense(std::string name, unsigned seed, std::size_t rows = 20, std::size_t columns = 8) {
    return layer(name, "Dense",
                 {tensor_of("layers/" + name + "/vars/0", "kernel", {rows, columns}, glorot(seed, rows, columns)),
                  tensor_of("layers/" + name + "/vars/1", "bias", {columns}, filled(columns, 0))});
  }
  [[nodiscard]] keras::Checkpoint& checkpoint() { return checkpoint_; }
  [[nodiscard]] std::vector<Finding> check(void (*rule)(const Subject&, Findings&)) const {
    Subject subject{
        .file_name = "m.weights.h5", .container = identification_, .hdf5_problem = {}, .checkpoint = &checkpoint_};
    subject.values_known = true;
    Findings findings;
    rule(subject, findings);
    return findings.take();
  }

 private:
  container::Identification identification_;
  keras::Checkpoint checkpoint_;
};

}  // namespace weighbridge::rules

#endif  // WEIGHBRIDGE_TESTS_RULES_VALUES_SUBJECT_H_
