// A finding in words: the catalogue's text with what the rule found filled in.
#ifndef WEIGHBRIDGE_RULES_WORD_H_
#define WEIGHBRIDGE_RULES_WORD_H_

#include <map>
#include <string>
#include <string_view>

#include "weighbridge/finding.h"
#include "weighbridge/report.h"

namespace weighbridge::rules {

// Title, why, what to do and fixes of a finding with its parameters filled in; fixes for `my_keras` first (null: not
// said), then for `writer`.
[[nodiscard]] WordedFinding word(const Finding& finding, const Writer& writer, const MyKeras* my_keras = nullptr);
// Replaces {{name}} in prose; an unknown placeholder stays as it is (a test forbids it). Control characters of values
// become spaces.
[[nodiscard]] std::string fill(std::string_view text, const std::map<std::string, std::string>& params);
// The same inside code, where every placeholder stands within quotes (a test holds that): names from a file are
// hostile, so values are escaped for a Python string literal, or for single quotes of a POSIX shell.
[[nodiscard]] std::string fill_code(std::string_view code, std::string_view language,
                                    const std::map<std::string, std::string>& params);

}  // namespace weighbridge::rules

#endif  // WEIGHBRIDGE_RULES_WORD_H_
