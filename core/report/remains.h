// What is left of a damaged file, in numbers and in words.
#ifndef WEIGHBRIDGE_REPORT_REMAINS_H_
#define WEIGHBRIDGE_REPORT_REMAINS_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "weighbridge/report.h"

namespace weighbridge::report {

struct Remains {
  std::uint64_t layers = 0;   // that are listed
  std::uint64_t tensors = 0;  // that are a layer's, or the model's own
  std::uint64_t intact = 0;   // of these
  std::uint64_t nobodys = 0;  // intact, but nothing tells whether they are a layer's, or the optimizer's
  std::uint64_t whole_layers = 0;
  std::uint64_t other_layers = 0;  // that lack some of their weights, or all
  bool may_need_none = false;      // some of these
  [[nodiscard]] bool is_all_intact() const { return tensors != 0 && intact == tensors && other_layers == 0; }
};

[[nodiscard]] Remains count_remains(const Report& report);

// "weights"; "arrays" where some of what is intact may as well be the optimizer's. Of a file that lost no name, cheap.
[[nodiscard]] std::string_view what_bytes_are_of(const Report& report);

// The second half of a sentence: "nothing in it can be read", "3 of the 13 layers that need weights have all of them".
[[nodiscard]] std::string in_words(const Remains& remains);

}  // namespace weighbridge::report

#endif  // WEIGHBRIDGE_REPORT_REMAINS_H_
