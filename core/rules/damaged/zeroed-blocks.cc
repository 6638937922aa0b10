#include <algorithm>
#include <cstdint>
#include <iterator>
#include <numeric>
#include <span>
#include <string>
#include <vector>

#include "base/text.h"
#include "rules/proof/layer_sets.h"
#include "rules/rule.h"
#include "stats/zeroed_blocks.h"

namespace weighbridge::rules {
namespace {

// What the first bytes alone can prove: they are zeros although something follows.
void add_zeroed_beginning(const Subject& subject, Findings& findings) {
  const container::Identification& file = subject.container;
  const bool lost_its_mark = file.kind == container::Kind::hdf5 && file.was == "hdf5";
  const bool is_unknown =
      file.kind == container::Kind::unknown && file.was.empty() && file.mangling == container::Mangling::none;
  if (!lost_its_mark && !is_unknown) return;
  if (!file.begins_with_zeros) return;
  findings.add(
      ids::kZeroedBlocks,
      {.confidence = Confidence::possible,
       .params =
           {{"where", "at the beginning of the file"},
            {"how",
             "Every format begins with a mark of its own. Here there are zeros, and other bytes follow. Either the "
             "program "
             "that was saving died "
             "before it wrote the beginning (old versions of HDF5 write it last), or that block was lost on the way."}},
       .evidence = {evidence::bytes(0, file.first_bytes_hex, "zeros where every format has its mark"),
                    evidence::measurement("file size", static_cast<double>(subject.size_bytes), "bytes")}});
}

std::string range_of(const stats::ZeroedStretch& stretch) {
  return short_name(stretch.tensor->path) + ": " + text::group_digits(stretch.begin) + " to " +
         text::group_digits(stretch.end);
}

// How likely rows of the model that are zero as a whole would begin and end where blocks of the file do; 0: they are no
// whole rows. Of all rows, those that begin where a block does are one in kBlockBytes / gcd: every one where a row is
// as long as some blocks.
double chance_of_rows(const stats::ZeroedStretch& stretch) {
  constexpr std::uint64_t kBlockBytes = stats::ZeroedBlocks::kBlockBytes;
  const Tensor& tensor = *stretch.tensor;
  const std::uint64_t begin = tensor.storage.offset.value_or(0);
  const std::uint64_t row_bytes =
      tensor.shape.empty() || tensor.parameters == 0 ? 0 : tensor.shape.back() * (tensor.bytes / tensor.parameters);
  if (row_bytes == 0) return 1;
  if ((stretch.begin - begin) % row_bytes != 0 || (stretch.end - begin) % row_bytes != 0) return 0;
  const double one_end = static_cast<double>(std::gcd(row_bytes, kBlockBytes)) / static_cast<double>(kBlockBytes);
  return one_end * one_end;
}

// Rows of the model that are zero keep to blocks now and then: they count only where all of them together are no chance
// any more.
std::vector<stats::ZeroedStretch> beyond_chance(std::span<const stats::ZeroedStretch> zeroed) {
  constexpr double kMostChance = 1e-3;
  double together = 1;
  for (const stats::ZeroedStretch& stretch : zeroed) {
    if (const double chance = chance_of_rows(stretch); chance > 0) together *= chance;
  }
  std::vector<stats::ZeroedStretch> lost;
  std::ranges::copy_if(zeroed, std::back_inserter(lost), [together](const stats::ZeroedStretch& stretch) {
    return together <= kMostChance || chance_of_rows(stretch) == 0;
  });
  return lost;
}

// Whole blocks of the file, inside tensors that have next to no other zeros (stats/zeroed_blocks.h).
void add_zeroed_tensors(const Subject& subject, Findings& findings) {
  if (!subject.values_known) return;
  const std::vector<stats::ZeroedStretch> lost = beyond_chance(subject.zeroed);
  if (lost.empty()) return;
  std::uint64_t bytes = 0;
  std::vector<std::string> ranges;
  std::vector<std::string> tensors;
  for (const stats::ZeroedStretch& stretch : lost) {
    bytes += stretch.end - stretch.begin;
    if (ranges.size() < kListed) ranges.push_back(range_of(stretch));
    if (tensors.empty() || tensors.back() != stretch.tensor->path) tensors.push_back(stretch.tensor->path);
  }
  findings.add(
      ids::kZeroedBlocks,
      {.confidence = Confidence::likely,
       .path = tensors.front(),
       .params = {{"where", "in " + text::count_of(tensors.size(), "tensor")},
                  {"how",
                   "In the middle of " + list_for_people(tensors) + " whole blocks of the file are zeros, " +
                       text::size_for_people(bytes) +
                       " in all, between values that are not. Disks, network drives and downloads lose data in such "
                       "blocks; the zeros of a model do "
                       "not keep to them."}},
       .evidence = {evidence::measurement("blocks of 4,096 bytes that are zeros", static_cast<double>(bytes) / 4096,
                                          "blocks"),
                    evidence::list("where in the file", std::move(ranges))},
       .severity = Severity::warning});
}

}  // namespace

void check_zeroed_blocks(const Subject& subject, Findings& findings) {
  add_zeroed_beginning(subject, findings);
  add_zeroed_tensors(subject, findings);
}

}  // namespace weighbridge::rules
