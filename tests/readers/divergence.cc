#include "readers/divergence.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <string_view>

#include "readers/tree_text.h"

namespace weighbridge::tests {

namespace {

constexpr std::string_view kNothing = "-";

// A text without its numbers, '#' in place of each, and the numbers.
struct Skeleton {
  explicit Skeleton(std::string_view full) {
    for (std::size_t at = 0; at < full.size();) {
      const std::size_t end = std::min(full.find_first_not_of("0123456789", at), full.size());
      if (end > at) numbers.emplace_back(full.substr(at, end - at));
      text += end > at ? '#' : full[at];
      at = std::max(end, at + 1);
    }
  }

  // '!' in place of each number that is not the same in `other`, where nothing but numbers differs.
  [[nodiscard]] std::string against(const Skeleton& other) const {
    if (text != other.text) return text;
    std::string out;
    std::size_t next = 0;
    for (const char c : text) {
      const bool differs = c == '#' && next < numbers.size() && numbers[next] != other.numbers[next];
      if (c == '#') ++next;
      out += differs ? '!' : c;
    }
    return out;
  }

  std::string text;
  std::vector<std::string_view> numbers;
};

Divergence divergence(std::string_view library, std::string_view ours) {
  const Skeleton left(library), right(ours);
  return {left.against(right) + " => " + right.against(left), std::string(library) + " => " + std::string(ours)};
}

std::string said(const Result<hdf5::Tree>& tree) { return tree ? "opens" : "error " + tree.error().message; }

// By path; a path that stands twice keeps its lines in order.
using Lines = std::map<std::string, std::vector<std::string>>;

Lines by_path(const hdf5::Tree& tree) {
  Lines out;
  for (TreeLine& line : lines_of(tree)) out[line.path].push_back(std::move(line.text));
  return out;
}

// Whoever gives up a group, or an object's attributes, does not list what is in it: one divergence, not many.
bool is_below(std::string_view path, const std::set<std::string, std::less<>>& divergent) {
  for (std::size_t end = path.find_last_of("/@"); end != path.npos; end = path.substr(0, end).find_last_of("/@")) {
    if (divergent.contains(path.substr(0, end))) return true;
  }
  return false;
}

// What only one of the two lists.
struct Lone {
  std::string parent;
  std::string name;
  std::string text;
};

std::string_view kind_of(std::string_view text) { return text.substr(0, text.find_first_of(" :")); }

// What stands in a group under two names is one thing.
void add_lone(const std::vector<Lone>& theirs, std::vector<Lone> own, std::vector<Divergence>& out) {
  for (const Lone& one : theirs) {
    const auto other = std::ranges::find_if(
        own, [&](const Lone& lone) { return lone.parent == one.parent && kind_of(lone.text) == kind_of(one.text); });
    if (other == own.end()) {
      out.push_back(divergence(one.text, kNothing));
      continue;
    }
    out.push_back({"another name: " + one.name + " for " + std::string(kind_of(one.text)),
                   "another name in " + one.parent + ": " + one.name + " for " + other->name});
    own.erase(other);
  }
  for (const Lone& lone : own) out.push_back(divergence(kNothing, lone.text));
}

// Which of two links to an object comes first depends on the lists before, and of a further one nothing new is said.
bool is_told_before(std::string_view left, std::string_view right) {
  constexpr std::string_view kAgain = " again";
  const bool left_again = left.contains(kAgain), right_again = right.contains(kAgain);
  if (left_again && right_again) return true;
  std::string longer(left_again ? left : right);
  const std::size_t at = longer.find(kAgain);
  return at != longer.npos && longer.erase(at, kAgain.size()) == (left_again ? right : left);
}

}  // namespace

std::vector<Divergence> divergences(const Result<hdf5::Tree>& library, const Result<hdf5::Tree>& ours) {
  if (!library || !ours) {
    if (said(library) == said(ours)) return {};
    return {divergence(said(library), said(ours))};
  }
  const Lines theirs = by_path(*library);
  const Lines own = by_path(*ours);
  std::vector<Divergence> out;
  std::vector<Lone> only_theirs, only_ours;
  std::set<std::string, std::less<>> divergent;
  const auto compare = [&](const std::string& path, std::string_view left, std::string_view right) {
    if (left.contains(": ")) divergent.insert(path);  // a problem: what is lost of its list is not the same
    if (left == right || (!divergent.empty() && is_told_before(left, right))) return;
    if (left != kNothing && right != kNothing) {
      out.push_back(divergence(left, right));
    } else if (!is_below(path, divergent)) {
      const std::size_t end = std::min(path.find_last_of("/@"), path.size());
      const std::string name = path.substr(std::min(end + 1, path.size()));
      (right == kNothing ? only_theirs : only_ours)
          .push_back({path.substr(0, end), name, std::string(right == kNothing ? left : right)});
    }
    divergent.insert(path);
  };
  // In the order of paths, so that a group comes before what is in it.
  Lines all = theirs;
  all.insert(own.begin(), own.end());
  for (const auto& [path, ignored] : all) {
    const auto left = theirs.find(path);
    const auto right = own.find(path);
    const std::size_t lefts = left == theirs.end() ? 0 : left->second.size();
    const std::size_t rights = right == own.end() ? 0 : right->second.size();
    for (std::size_t i = 0; i < std::max(lefts, rights); ++i)
      compare(path, i < lefts ? std::string_view(left->second[i]) : kNothing,
              i < rights ? std::string_view(right->second[i]) : kNothing);
  }
  add_lone(only_theirs, std::move(only_ours), out);
  return out;
}

DivergenceClasses::DivergenceClasses(const std::string& file) {
  std::ifstream lines(file);
  for (std::string line; std::getline(lines, line);) {
    const std::size_t colon = line.find(": ");
    if (line.empty() || line[0] == '#' || colon == std::string::npos) continue;
    classes_.emplace_back(line.substr(0, colon), std::regex(line.substr(colon + 2), std::regex::optimize));
  }
}

std::string DivergenceClasses::name_of(const std::string& kind) {
  const auto [known, is_new] = known_.try_emplace(kind);
  if (!is_new) return known->second;
  for (const auto& [name, pattern] : classes_) {
    if (!std::regex_match(kind, pattern)) continue;
    known->second = name;
    break;
  }
  return known->second;
}

}  // namespace weighbridge::tests
