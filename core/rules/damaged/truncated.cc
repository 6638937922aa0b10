#include <cmath>
#include <string>

#include "base/text.h"
#include "rules/proof/damage.h"
#include "rules/proof/rescue.h"
#include "rules/rule.h"

namespace weighbridge::rules {
namespace {

// Rounded down to one decimal: 99.96 % is not all of it.
std::string percent_of(std::uint64_t part, std::uint64_t whole) {
  const double percent = 100.0 * static_cast<double>(part) / static_cast<double>(whole);
  return text::number(std::floor(percent * 10) / 10) + " %";
}

struct Sizes {
  std::string there;
  std::string whole;
};

// "11 KB" and "21.9 KB"; to the byte where both would read the same.
Sizes sizes_apart(std::uint64_t there, std::uint64_t whole) {
  Sizes sizes{text::size_for_people(there), text::size_for_people(whole)};
  if (sizes.there == sizes.whole) sizes = {text::count_of(there, "byte"), text::count_of(whole, "byte")};
  return sizes;
}

void add_cut_at_once(const Subject& subject, Findings& findings) {
  const Rescue rescue = rescue_of(subject);
  findings.add(ids::kTruncated,
               {.params = {{"there", text::size_for_people(subject.size_bytes)},
                           {"whole", "an unknown size"},
                           {"length", "Of this one only the first " + text::count_of(subject.size_bytes, "byte") +
                                          " are there, less than that note takes."},
                           {"pieces", rescue.pieces},
                           {"lists", rescue.lists},
                           {"version", rescue.version},
                           {"backend", rescue.backend},
                           {"rescued", rescue.rescued},
                           {"then", rescue.then},
                           {"rescue", what_to_do_with_the_rest(subject)}},
                .evidence = {evidence::bytes(0, subject.container.first_bytes_hex,
                                             "the beginning of an HDF5 file, cut off before its size")}});
}

}  // namespace

void check_truncated(const Subject& subject, Findings& findings) {
  const container::Identification& file = subject.container;
  const container::Superblock* superblock = subject.superblock;
  if (superblock == nullptr) {
    // Longer than any superblock, and it makes no sense: that is damage of another kind (corrupt-structure).
    const bool cut_in_superblock =
        file.kind == container::Kind::hdf5 && subject.hdf5_available_bytes < container::kMaxSuperblockBytes;
    const bool cut_in_signature =
        file.was == "hdf5" && file.mangling == container::Mangling::none && !file.hdf5_signature_at;
    if (cut_in_superblock || cut_in_signature) add_cut_at_once(subject, findings);
    return;
  }
  const std::uint64_t there = subject.hdf5_available_bytes;
  if (!subject.is_cut() || died_at_create(subject)) return;
  const Sizes sizes = sizes_apart(there, superblock->end_of_file);
  const Rescue rescue = rescue_of(subject);
  findings.add(
      ids::kTruncated,
      {.params = {{"there", sizes.there},
                  {"whole", sizes.whole},
                  {"length", "This one should have " + sizes.whole + ", and " + sizes.there + " are there (" +
                                 percent_of(there, superblock->end_of_file) + ")."},
                  {"pieces", rescue.pieces},
                  {"lists", rescue.lists},
                  {"version", rescue.version},
                  {"backend", rescue.backend},
                  {"rescued", rescue.rescued},
                  {"then", rescue.then},
                  {"rescue", what_to_do_with_the_rest(subject) + how_to_load_the_rest(subject)}},
       .evidence = {
           evidence::pair("length in bytes", text::group_digits(superblock->end_of_file), text::group_digits(there)),
           evidence::measurement("missing", static_cast<double>(superblock->end_of_file - there), "bytes")}});
}

}  // namespace weighbridge::rules
