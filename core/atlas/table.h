// The table as scripts/gen-atlas writes it: rows that refer to each other by position, kept by columns, of which a
// compressor makes a quarter less than of rows. Only atlas.cc reads it.
#ifndef WEIGHBRIDGE_ATLAS_TABLE_H_
#define WEIGHBRIDGE_ATLAS_TABLE_H_

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <ranges>
#include <span>
#include <string_view>

namespace weighbridge::atlas::table {

// Positions in their pools.
using Word = std::uint16_t;  // a name or key; words are sorted, so that equal text is equal position
using Text = std::uint16_t;  // a message, or a list of variables
using Set = std::uint16_t;   // a set of releases

// Rows of members that have 16 bits each: all first members, then all second ones, and so on.
template <typename Row>
struct Columns {
  std::span<const std::uint16_t> cells;

  [[nodiscard]] constexpr std::size_t size() const { return cells.size() / kWidth; }
  [[nodiscard]] constexpr Row operator[](std::size_t row) const {
    std::array<std::uint16_t, kWidth> members{};
    for (std::size_t i = 0; i < kWidth; ++i) members[i] = cells[i * size() + row];
    return std::bit_cast<Row>(members);
  }
  // The rows from `begin` to before `end`.
  [[nodiscard]] constexpr auto between(std::uint32_t begin, std::uint32_t end) const {
    return std::views::iota(begin, end) | std::views::transform([*this](std::uint32_t row) { return (*this)[row]; });
  }
  [[nodiscard]] constexpr auto all() const { return between(0, static_cast<std::uint32_t>(size())); }

 private:
  static constexpr std::size_t kWidth = sizeof(Row) / sizeof(std::uint16_t);
};

struct WordIn {  // a word and the releases for which it holds
  Word word;
  Set set;
};
struct TextIn {
  Text text;
  Set set;
};
struct ReleaseRow {
  std::uint8_t family;
  std::uint8_t numbers[3];
  Word version;
  bool nightly;
};
// The slices begin where the row says and end where the next row's begin; the last row is a sentinel.
struct ClassRow {
  std::uint16_t kind;
  Word name;
  Word home;  // the module of the newest release that has it
  Set known, takes_any, unprobed;
  std::uint16_t takes, requires_, says, variables;
};
struct NameRow {  // sorted by kind, name
  std::uint16_t kind;
  Word name;
  std::uint16_t behind;  // slice of kBehind: what it stands for in a config
  Set as_text;
};
struct FormRow {  // sorted by module, class
  Word module, name, behind;
  Set set;
};
struct VariablesRow {
  Word flag;  // the empty word: the defaults
  Text text;
  Set set;
};
struct UnknownRow {
  std::uint8_t kind;
  std::uint8_t written;
  Text text;
  Set set;
};

// A string of all words one after the other, and where each begins; one more position than words.
struct Pool {
  std::string_view all;
  std::span<const std::uint16_t> begins;
};
extern const Pool kWords;
extern const Pool kTexts;
// Pairs of first and last release, one set after the other; where each begins.
extern const std::span<const std::uint8_t> kRuns;
extern const std::span<const std::uint16_t> kSets;

extern const std::span<const ReleaseRow> kReleases;
extern const Columns<ClassRow> kClasses;
extern const Columns<WordIn> kTakes;
extern const Columns<WordIn> kRequires;
extern const Columns<TextIn> kSays;
extern const Columns<VariablesRow> kVariables;
extern const Columns<NameRow> kNames;
extern const Columns<WordIn> kBehind;
extern const Columns<FormRow> kForms;
extern const Columns<WordIn> kModules;  // that can be imported
extern const std::span<const UnknownRow> kUnknown;

}  // namespace weighbridge::atlas::table

#endif  // WEIGHBRIDGE_ATLAS_TABLE_H_
