#include "base/text.h"
#include "rules/proof/damage.h"
#include "rules/rule.h"

namespace weighbridge::rules {

void check_writer_killed(const Subject& subject, Findings& findings) {
  const bool at_create = died_at_create(subject);
  const bool nothing_listed = structure_never_written(subject);
  if (!at_create && !nothing_listed && !died_after_flush(subject)) return;
  const container::Superblock& superblock = *subject.superblock;
  std::vector<Evidence> evidence{evidence::pair("length in bytes",
                                                text::group_digits(superblock.end_of_file) + " noted in the file",
                                                text::group_digits(subject.hdf5_available_bytes))};
  if (superblock.root_header_is_zero) evidence.push_back(evidence::at("/", "the root group's header is all zeros"));
  if (subject.never_closed())
    evidence.push_back(evidence::at("superblock", "the flag \"open for writing\" is still set"));
  findings.add(
      ids::kWriterKilled,
      {// A copy that was made during a save looks the same as long as part of it can be read.
       .confidence = subject.never_closed() && subject.tree == nullptr ? Confidence::certain : Confidence::likely,
       .params = {{"when", at_create        ? "right after it had created the file"
                           : nothing_listed ? "before it wrote the table of contents"
                                            : "before it had written the whole table of contents"}},
       .evidence = std::move(evidence)});
}

}  // namespace weighbridge::rules
