#include "nearest.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace weighbridge::cli {
namespace {

constexpr std::size_t kMostTyped = 80;  // longer words are no names
constexpr std::size_t kLeastHeld = 3;   // letters that may be a part of a name

// Letters and digits in lower case, everything between them one dash: "Never_Built", "never built" and "--never-built"
// are alike.
std::string plain(std::string_view word) {
  std::string out;
  for (const char c : word) {
    const bool is_upper = c >= 'A' && c <= 'Z';
    if (is_upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      out += is_upper ? static_cast<char>(c - 'A' + 'a') : c;
    } else if (!out.empty() && out.back() != '-') {
      out += '-';
    }
  }
  if (out.ends_with('-')) out.pop_back();
  return out;
}

// The smaller the nearer; none: not near.
std::optional<std::size_t> far_from(const std::string& typed, const std::string& name) {
  const std::size_t distance = typing_distance(typed, name);
  if (distance <= std::max<std::size_t>(1, std::min(typed.size(), name.size()) / 3)) return distance;
  const bool held =
      (typed.size() >= kLeastHeld && name.contains(typed)) || (name.size() >= kLeastHeld && typed.contains(name));
  return held ? std::optional(distance) : std::nullopt;
}

}  // namespace

std::size_t typing_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before_last(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
    std::swap(before_last, last);
    std::swap(last, row);
  }
  return last[b.size()];
}

std::vector<std::string_view> nearest(std::string_view typed, std::span<const std::string_view> names,
                                      std::size_t most) {
  if (typed.empty() || typed.size() > kMostTyped) return {};
  std::vector<std::pair<std::size_t, std::string_view>> found;
  const std::string wanted = plain(typed);
  for (const std::string_view name : names) {
    if (const auto distance = far_from(wanted, plain(name))) found.emplace_back(*distance, name);
  }
  std::ranges::stable_sort(found, {}, [](const auto& entry) { return entry.first; });
  std::vector<std::string_view> out;
  for (const auto& entry : found) {
    if (out.size() < most) out.push_back(entry.second);
  }
  return out;
}

std::string did_you_mean(const std::vector<std::string_view>& names) {
  if (names.empty()) return "";
  std::string out = " Did you mean ";
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) out += i + 1 == names.size() ? " or " : ", ";
    out += names[i];
  }
  return out + "?";
}

}  // namespace weighbridge::cli
