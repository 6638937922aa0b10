#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "rules/proof/layer_sets.h"
#include "rules/rule.h"

namespace weighbridge::rules {
namespace {

std::string hex(std::uint32_t checksum) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text(8, '0');
  for (auto digit = text.rbegin(); digit != text.rend(); ++digit, checksum >>= 4) *digit = kDigits[checksum & 0xF];
  return text;
}

}  // namespace

void check_zip_checksum_mismatch(const Subject& subject, Findings& findings) {
  if (subject.wrong_checksums.empty()) return;
  std::vector<std::string> names;
  std::vector<Evidence> evidence;
  for (const container::WrongChecksum& wrong : subject.wrong_checksums) {
    names.push_back(text::shorten(wrong.member, 80));
    evidence.push_back(evidence::pair("CRC-32 of " + names.back(), hex(wrong.expected), hex(wrong.found)));
  }
  findings.add(ids::kZipChecksumMismatch, {.path = names.front(),
                                           .params = {{"members", list_for_people(names)}, {"member", names.front()}},
                                           .evidence = std::move(evidence)});
}

}  // namespace weighbridge::rules
