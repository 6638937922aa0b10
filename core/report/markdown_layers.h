// The table of layers and their tensors in Markdown, folded away.
#ifndef WEIGHBRIDGE_REPORT_MARKDOWN_LAYERS_H_
#define WEIGHBRIDGE_REPORT_MARKDOWN_LAYERS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "weighbridge/report.h"

namespace weighbridge::report::markdown {

// As many rows as fit into `most_bytes`, and a line that says so where they are not all; "" where not one does.
[[nodiscard]] std::string layers(const std::vector<Layer>& layers, std::size_t most_bytes);

}  // namespace weighbridge::report::markdown

#endif  // WEIGHBRIDGE_REPORT_MARKDOWN_LAYERS_H_
