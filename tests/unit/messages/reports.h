// Reports as files of the two layouts have them, and what is said of them.
#ifndef WEIGHBRIDGE_TESTS_UNIT_MESSAGES_REPORTS_H_
#define WEIGHBRIDGE_TESTS_UNIT_MESSAGES_REPORTS_H_

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "messages/compare/asked.h"
#include "messages/known_message.h"
#include "weighbridge/messages.h"

namespace weighbridge {

using Shape = std::vector<std::uint64_t>;
using messages::Asked;

inline Tensor tensor(std::string path, std::string role, Shape shape) {
  Tensor out;
  out.path = std::move(path);
  out.role = std::move(role);
  out.shape = std::move(shape);
  return out;
}

inline Layer layer(std::string path, std::string name, std::string class_name, std::vector<Tensor> tensors) {
  Layer out;
  out.path = std::move(path);
  out.name = std::move(name);
  out.class_name = std::move(class_name);
  out.state = LayerState::filled;
  out.tensors = std::move(tensors);
  return out;
}

inline Report report_of(std::string layout, std::vector<Layer> layers) {
  Report report;
  report.layout = std::move(layout);
  report.verdict = {VerdictState::filled, "The headline.", "The why.", "The next.", std::nullopt};
  report.layers = std::move(layers);
  return report;
}

inline Report streaming() {
  return report_of(
      "keras-v3-weights",
      {layer("layers/gru", "gru", "GRU",
             {tensor("layers/gru/cell/vars/0", "kernel", {8, 48}),
              tensor("layers/gru/cell/vars/1", "recurrent_kernel", {16, 48}),
              tensor("layers/gru/cell/vars/2", "bias", {2, 48})}),
       layer("layers/dense", "dense", "Dense",
             {tensor("layers/dense/vars/0", "kernel", {16, 4}), tensor("layers/dense/vars/1", "bias", {4})})});
}

inline Report legacy_head() {
  return report_of("keras-legacy-weights",
                   {layer("dense_4", "dense_4", "Dense",
                          {tensor("dense_4/kernel", "kernel", {784, 256}), tensor("dense_4/bias", "bias", {256})}),
                    layer("dense_5", "dense_5", "Dense",
                          {tensor("dense_5/kernel", "kernel", {256, 10}), tensor("dense_5/bias", "bias", {10})})});
}

inline Asked only(std::string_view pasted) {
  const auto all = messages::read_asked(messages::squeeze(pasted));
  REQUIRE(all.size() == 1);
  return all.front();
}

inline std::string here(std::string_view pasted, const Report& report) {
  const MessageAnswers answers = answer_message(pasted, &report, Audience::terminal);
  REQUIRE_FALSE(answers.answers.empty());
  return answers.answers.front().here;
}

}  // namespace weighbridge

#endif  // WEIGHBRIDGE_TESTS_UNIT_MESSAGES_REPORTS_H_
