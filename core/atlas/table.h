// The table as scripts/gen-atlas writes it: rows that refer to each other by position. Only atlas.cc reads it.
#ifndef WEIGHBRIDGE_ATLAS_TABLE_H_
#define WEIGHBRIDGE_ATLAS_TABLE_H_

#include <cstdint>
#include <span>
#include <string_view>

namespace weighbridge::atlas::table {

// Positions in their pools.
using Word = std::uint16_t;  // a name or key; words are sorted, so that equal text is equal position
using Text = std::uint16_t;  // a message, or a list of variables
using Set = std::uint16_t;   // a set of releases

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
  std::uint8_t kind;
  Word name;
  Word home;  // the module of the newest release that has it
  Set known, takes_any, unprobed;
  std::uint16_t takes, requires_, says, variables;
};
struct NameRow {  // sorted by kind, name
  std::uint8_t kind;
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
extern const std::span<const ClassRow> kClasses;
extern const std::span<const WordIn> kTakes;
extern const std::span<const WordIn> kRequires;
extern const std::span<const TextIn> kSays;
extern const std::span<const VariablesRow> kVariables;
extern const std::span<const NameRow> kNames;
extern const std::span<const WordIn> kBehind;
extern const std::span<const FormRow> kForms;
extern const std::span<const WordIn> kModules;  // that can be imported
extern const std::span<const UnknownRow> kUnknown;

}  // namespace weighbridge::atlas::table

#endif  // WEIGHBRIDGE_ATLAS_TABLE_H_
