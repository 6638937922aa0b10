#include "report/evidence_text.h"

#include "base/decimal.h"
#include "base/text.h"

namespace weighbridge::report {
namespace {

constexpr std::size_t kItemsShown = 12;

// Nobody reads 1.0000000150474662e+30; the JSON has every digit.
std::string four_digits(double value) { return text::rounded(value, 4); }

std::string value_for_people(const Evidence::Value& value) {
  if (const auto* words = std::get_if<std::string>(&value)) return *words;
  if (const auto* whole = std::get_if<std::uint64_t>(&value)) return text::group_digits(*whole);
  if (const auto* real = std::get_if<double>(&value)) {
    const bool is_count = *real >= 0 && *real < 1e15 && *real == static_cast<double>(static_cast<std::uint64_t>(*real));
    return is_count ? text::group_digits(static_cast<std::uint64_t>(*real)) : four_digits(*real);
  }
  if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "yes" : "no";
  return text::join_names(std::get<std::vector<std::string>>(value), kItemsShown);
}

std::string field(const Evidence& evidence, std::string_view name) {
  for (const auto& [key, value] : evidence.fields) {
    if (key == name) return value_for_people(value);
  }
  return "";
}

// "1 tensor", "2 tensors": units come in the plural.
std::string measured(const Evidence& evidence) {
  const std::string value = field(evidence, "value");
  std::string unit = field(evidence, "unit");
  if (value == "1" && unit.ends_with('s')) unit.pop_back();
  return unit.empty() ? value : value + " " + unit;
}

std::string place(const Evidence& evidence) {
  const std::string path = field(evidence, "path");
  return path.empty() ? "/" : path;
}

}  // namespace

std::string evidence_for_people(const Evidence& evidence) {
  const std::string what = field(evidence, "what");
  if (evidence.kind == "at") return place(evidence) + ": " + what;
  if (evidence.kind == "absent") return place(evidence) + ": not there: " + what;
  if (evidence.kind == "attribute")
    return place(evidence) + ": attribute " + field(evidence, "name") + " = " + field(evidence, "value");
  if (evidence.kind == "bytes")
    return "at byte " + field(evidence, "offset") + ": " + field(evidence, "hex") + " (" + what + ")";
  if (evidence.kind == "measurement") return what + ": " + measured(evidence);
  if (evidence.kind == "excerpt") return what + ": \"" + field(evidence, "text") + "\"";
  if (evidence.kind == "pair")
    return what + ": expected " + field(evidence, "expected") + ", found " + field(evidence, "found");
  if (evidence.kind == "list") return what + ": " + field(evidence, "items");
  std::string out = evidence.kind;
  for (const auto& [key, value] : evidence.fields) out += "; " + key + ": " + value_for_people(value);
  return out;
}

}  // namespace weighbridge::report
