#include "atlas/atlas.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <unordered_map>

#include "atlas/table.h"

namespace weighbridge::atlas {
namespace {

using table::ClassRow;
using table::kClasses;
using table::NameRow;
using table::Pool;
using table::Set;
using table::Word;

std::string_view string_at(const Pool& pool, std::size_t position) {
  return pool.all.substr(pool.begins[position], pool.begins[position + 1] - pool.begins[position]);
}
std::string_view word(Word position) { return string_at(table::kWords, position); }
std::string_view text(table::Text position) { return string_at(table::kTexts, position); }

// Every key of every layer is looked up for every release: hashed, on first use, for a search by halves took two thirds
// of the time.
const std::unordered_map<std::string_view, Word>& positions() {
  static const std::unordered_map<std::string_view, Word> kPositions = [] {
    std::unordered_map<std::string_view, Word> all;
    const std::size_t count = table::kWords.begins.size() - 1;
    all.reserve(count);
    for (std::size_t i = 0; i < count; ++i) all.emplace(word(static_cast<Word>(i)), static_cast<Word>(i));
    return all;
  }();
  return kPositions;
}

std::optional<Word> position_of(std::string_view wanted) {
  const auto found = positions().find(wanted);
  return found == positions().end() ? std::nullopt : std::optional(found->second);
}

bool holds(Set set, Release release) {
  for (std::size_t at = table::kSets[set]; at < table::kSets[set + 1U]; at += 2) {
    if (table::kRuns[at] <= release.index && release.index <= table::kRuns[at + 1]) return true;
  }
  return false;
}

// The slice of `items` that belongs to a row: from its own beginning to that of the next row.
template <typename Row, typename Item>
auto slice(const table::Columns<Row>& rows, std::size_t row, const table::Columns<Item>& items,
           std::uint16_t Row::* begins) {
  return items.between(rows[row].*begins, rows[row + 1].*begins);
}

struct KindAndWord {
  std::uint16_t kind;
  Word name;
  auto operator<=>(const KindAndWord&) const = default;
};
// The row of that kind and name; the sentinel at the end has a kind that nothing has.
template <typename Row>
std::optional<std::size_t> find_row(const table::Columns<Row>& rows, Kind kind, std::string_view name) {
  const auto position = position_of(name);
  if (!position) return std::nullopt;
  const KindAndWord wanted{static_cast<std::uint16_t>(kind), *position};
  const auto all = rows.all();
  const auto found =
      std::ranges::lower_bound(all, wanted, {}, [](const Row& row) { return KindAndWord{row.kind, row.name}; });
  if (found == all.end() || KindAndWord{(*found).kind, (*found).name} != wanted) return std::nullopt;
  return static_cast<std::size_t>(found - all.begin());
}

}  // namespace

ReleaseFacts facts_of(Release release) {
  const table::ReleaseRow& row = table::kReleases[release.index];
  return {static_cast<Family>(row.family), row.numbers[0], row.numbers[1], word(row.version), row.nightly};
}

std::vector<Release> releases_of(Family family) {
  std::vector<Release> found;
  for (std::size_t i = 0; i < table::kReleases.size(); ++i) {
    if (table::kReleases[i].family == static_cast<std::uint8_t>(family))
      found.push_back({static_cast<std::uint8_t>(i)});
  }
  return found;
}

std::optional<Release> release_for(Family family, int major_number, int minor_number) {
  const std::array<int, 2> wanted{major_number, minor_number};
  std::optional<Release> found;
  for (const Release release : releases_of(family)) {
    const table::ReleaseRow& row = table::kReleases[release.index];
    if (std::array<int, 2>{row.numbers[0], row.numbers[1]} <= wanted) found = release;
  }
  return found;
}

std::string_view behind_name(Kind kind, std::string_view name, Written written, Release release) {
  const auto row = find_row(table::kNames, kind, name);
  if (!row) return {};
  const NameRow found = table::kNames[*row];
  if (written == Written::text && !holds(found.as_text, release)) return {};
  for (const table::WordIn behind : slice(table::kNames, *row, table::kBehind, &NameRow::behind)) {
    if (holds(behind.set, release)) return word(behind.word);
  }
  return written == Written::text ? word(found.name) : std::string_view{};
}

bool is_known(Kind kind, std::string_view name) {
  const auto row = find_row(table::kNames, kind, name);
  if (!row) return false;
  const Set as_text = table::kNames[*row].as_text;
  const bool stands_alone = table::kSets[as_text] != table::kSets[as_text + 1U];
  return stands_alone || !slice(table::kNames, *row, table::kBehind, &NameRow::behind).empty();
}

std::string_view unknown_name_text(Kind kind, Written written, Release release) {
  for (const table::UnknownRow& row : table::kUnknown) {
    const bool matches =
        row.kind == static_cast<std::uint8_t>(kind) && row.written == static_cast<std::uint8_t>(written);
    if (matches && holds(row.set, release)) return text(row.text);
  }
  return {};
}

std::string_view behind_module(std::string_view module, std::string_view class_name, Release release) {
  const auto module_word = position_of(module);
  const auto name = position_of(class_name);
  if (!module_word || !name) return {};
  struct Form {
    Word module, name;
    auto operator<=>(const Form&) const = default;
  };
  const auto all = table::kForms.all();
  const auto rows = std::ranges::equal_range(all, Form{*module_word, *name}, {},
                                             [](const table::FormRow& row) { return Form{row.module, row.name}; });
  for (const table::FormRow row : rows) {
    if (holds(row.set, release)) return word(row.behind);
  }
  return {};
}

bool has_module(std::string_view module, Release release) {
  const auto position = position_of(module);
  if (!position) return false;
  const auto all = table::kModules.all();
  const auto found = std::ranges::lower_bound(all, *position, {}, &table::WordIn::word);
  return found != all.end() && (*found).word == *position && holds((*found).set, release);
}

std::optional<Class> find_class(Kind kind, std::string_view class_name) {
  const auto row = find_row(kClasses, kind, class_name);
  if (!row) return std::nullopt;
  return Class{static_cast<std::uint16_t>(*row)};
}

std::string_view home_of(Class which) { return word(kClasses[which.row].home); }

bool exists(Class which, Release release) { return holds(kClasses[which.row].known, release); }

std::optional<Release> first_release(Class which, Family family) {
  for (const Release release : releases_of(family)) {
    if (exists(which, release)) return release;
  }
  return std::nullopt;
}

std::optional<Release> last_release(Class which, Family family) {
  std::optional<Release> last;
  for (const Release release : releases_of(family)) {
    if (exists(which, release)) last = release;
  }
  return last;
}

Takes takes(Class which, std::string_view key, Release release) {
  const ClassRow row = kClasses[which.row];
  if (holds(row.takes_any, release)) return Takes::yes;
  if (const auto wanted = position_of(key)) {
    const auto taken = slice(kClasses, which.row, table::kTakes, &ClassRow::takes);
    const auto found = std::ranges::find(taken, *wanted, &table::WordIn::word);
    if (found != taken.end() && holds((*found).set, release)) return Takes::yes;
  }
  return holds(row.unprobed, release) ? Takes::unsure : Takes::no;
}

bool takes_any(Class which, Release release) { return holds(kClasses[which.row].takes_any, release); }

std::string_view refusal_text(Class which, Release release) {
  for (const table::TextIn says : slice(kClasses, which.row, table::kSays, &ClassRow::says)) {
    if (holds(says.set, release)) return text(says.text);
  }
  return {};
}

std::vector<std::string_view> required(Class which, Release release) {
  std::vector<std::string_view> keys;
  for (const table::WordIn key : slice(kClasses, which.row, table::kRequires, &ClassRow::requires_)) {
    if (holds(key.set, release)) keys.push_back(word(key.word));
  }
  return keys;
}

std::optional<std::vector<Variable>> variables(Class which, std::string_view flag, Release release) {
  for (const table::VariablesRow row : slice(kClasses, which.row, table::kVariables, &ClassRow::variables)) {
    if (word(row.flag) != flag || !holds(row.set, release)) continue;
    // "kernel (in, units); moving_mean (in) !"
    std::vector<Variable> found;
    for (std::string_view rest = text(row.text); !rest.empty();) {
      const std::string_view one = rest.substr(0, rest.find("; "));
      rest.remove_prefix(std::min(one.size() + 2, rest.size()));
      const std::size_t open = one.find(" (");
      const std::size_t close = one.find(')', open);
      found.push_back({one.substr(0, open), one.substr(open + 2, close - open - 2), !one.ends_with('!')});
    }
    return found;
  }
  return std::nullopt;
}

std::vector<std::string_view> flags(Class which) {
  std::vector<std::string_view> found;
  for (const table::VariablesRow row : slice(kClasses, which.row, table::kVariables, &ClassRow::variables)) {
    const std::string_view flag = word(row.flag);
    if (!flag.empty() && (found.empty() || found.back() != flag)) found.push_back(flag);
  }
  return found;
}

}  // namespace weighbridge::atlas
