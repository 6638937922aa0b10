#include "report/markdown_layers.h"

#include <string_view>

#include "base/decimal.h"
#include "base/text.h"
#include "report/markdown_text.h"
#include "report/totals.h"
#include "report/wording.h"

namespace weighbridge::report::markdown {
namespace {

constexpr std::string_view kHeading =
    "| State | Layer | Class, shape | Parameters | Size | Values |\n|---|---|---|--:|--:|---|\n";
constexpr std::string_view kCut = "\n*More does not fit here; the saved report has it all.*\n";
constexpr std::string_view kClose = "\n</details>";

std::string_view word_of(LayerState state) {
  switch (state) {
    case LayerState::filled:
      return "loaded";
    case LayerState::weightless:
      return "needs none";
    case LayerState::undetermined:
      return "unclear";
    case LayerState::empty:
    case LayerState::container:
    case LayerState::missing:
    case LayerState::unreadable:
      return id_of(state);
  }
  return "";
}

std::string significant(double value) { return text::rounded(value, 4); }

std::string shape_of(const Tensor& tensor) {
  if (!tensor.shape_known) return "shape unknown";
  if (tensor.shape.empty()) return "scalar";
  std::string out;
  for (const std::uint64_t side : tensor.shape) out += (out.empty() ? "" : " × ") + std::to_string(side);
  return out;
}

void append(std::string& list, std::string_view mark, const std::string& item) {
  if (item.empty()) return;
  if (!list.empty()) list += mark;
  list += item;
}

std::string values_of(const TensorStats& stats) {
  std::string out;
  if (stats.finite) {
    out = significant(stats.finite->min) + " … " + significant(stats.finite->max) + ", mean " +
          significant(stats.finite->mean) + ", std " + significant(stats.finite->standard_deviation);
  }
  const std::uint64_t infinite = saturating_add(stats.positive_infinity, stats.negative_infinity);
  append(out, "; ", stats.nan > 0 ? text::group_digits(stats.nan) + " NaN" : "");
  append(out, "; ", infinite > 0 ? text::group_digits(infinite) + " infinite" : "");
  return out;
}

std::string layer_row(const Layer& layer) {
  std::uint64_t bytes = 0;
  for (const Tensor& tensor : layer.tensors) bytes = saturating_add(bytes, tensor.bytes);
  const bool has_tensors = !layer.tensors.empty();
  return "| " + std::string(word_of(layer.state)) + " | " + cell(code(layer.path.empty() ? layer.name : layer.path)) +
         " | " + (layer.class_name.empty() ? "class not known" : cell(words(layer.class_name))) + " | " +
         (has_tensors ? text::group_digits(parameters_of(layer)) : "") + " | " +
         (has_tensors ? text::size_for_people(bytes) : "") + " | |\n";
}

std::string tensor_row(const Layer& layer, const Tensor& tensor) {
  std::string_view path = tensor.path;
  if (!layer.path.empty() && path.starts_with(layer.path + "/")) path.remove_prefix(layer.path.size() + 1);
  return "| " + std::string(tensor.state == TensorState::intact ? "" : id_of(tensor.state)) + " | ↳ " +
         cell(words(tensor.role) + (tensor.role.empty() ? "" : " ") + code(path)) + " | " +
         cell(shape_of(tensor) + " " + words(tensor.dtype)) + " | " + text::group_digits(tensor.parameters) + " | " +
         text::size_for_people(tensor.bytes) + " | " + (tensor.stats ? values_of(*tensor.stats) : "") + " |\n";
}

// Rows, as long as they fit.
class Rows {
 public:
  explicit Rows(std::size_t most_bytes) : left_(most_bytes) {}
  // False where it does not fit any more; then nothing does.
  bool add(const std::string& row) {
    is_full_ = is_full_ || row.size() > left_;
    if (is_full_) return false;
    left_ -= row.size();
    text_ += row;
    return true;
  }
  [[nodiscard]] bool is_full() const { return is_full_; }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::size_t left_;
  std::string text_;
  bool is_full_ = false;
};

}  // namespace

std::string layers(const std::vector<Layer>& layers, std::size_t most_bytes) {
  if (layers.empty()) return "";
  const std::string open =
      "<details>\n<summary>Layers (" + text::group_digits(layers.size()) + ")</summary>\n\n" + std::string(kHeading);
  const std::size_t around = open.size() + kCut.size() + kClose.size();
  if (most_bytes <= around) return "";
  Rows rows(most_bytes - around);
  for (const Layer& layer : layers) {
    if (!rows.add(layer_row(layer))) break;
    for (const Tensor& tensor : layer.tensors) {
      if (!rows.add(tensor_row(layer, tensor))) break;
    }
  }
  if (rows.text().empty()) return "";
  return open + rows.text() + std::string(rows.is_full() ? kCut : "") + std::string(kClose);
}

}  // namespace weighbridge::report::markdown
