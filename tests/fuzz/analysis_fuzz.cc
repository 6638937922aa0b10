// Any bytes as a file that is dropped on the page: its structure, its values, and the report in all three forms. The
// first byte chooses the name, since that decides which loader of Keras would be used.
#include <array>

#include "bytes_of.h"
#include "weighbridge/analysis.h"
#include "weighbridge/analyze.h"
#include "weighbridge/inspector.h"

namespace {

constexpr std::array<std::string_view, 4> kNames{"m.weights.h5", "m.h5", "m.keras", "m"};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  auto source = weighbridge::tests::source_of(data + 1, size - 1);
  auto analysis =
      weighbridge::Analysis::open(kNames[data[0] % kNames.size()], source, {.inspect = weighbridge::ask_hdf5()});
  if (!analysis) return 0;
  while ((*analysis)->read_next().value_or(false)) {
  }
  (*analysis)->finish_scan();
  const weighbridge::Report& report = (*analysis)->report();
  (void)weighbridge::to_json(report);
  (void)weighbridge::to_text(report, {});
  if (weighbridge::to_markdown(report).size() > weighbridge::kMostMarkdownBytes) __builtin_trap();
  return 0;
}
