#include "base/text.h"
#include "rules/proof/damage.h"
#include "rules/rule.h"

namespace weighbridge::rules {
namespace {

std::uint64_t behind_hdf5(const Subject& subject) {
  if (subject.container.kind != container::Kind::hdf5 || subject.superblock == nullptr || subject.tree == nullptr)
    return 0;
  if (subject.never_closed()) return 0;  // there the noted length is just not up to date
  const std::uint64_t end = subject.superblock->end_of_file;
  return subject.hdf5_available_bytes > end ? subject.hdf5_available_bytes - end : 0;
}

}  // namespace

void check_trailing_junk(const Subject& subject, Findings& findings) {
  const container::Identification& file = subject.container;
  const std::uint64_t zip_rest =
      file.zip && file.zip->complete && file.kind != container::Kind::hdf5 ? file.zip->trailing_bytes : 0;
  const std::uint64_t junk = zip_rest > 0 ? zip_rest : behind_hdf5(subject);
  if (junk == 0) return;
  findings.add(ids::kTrailingJunk,
               {.params = {{"junk", text::count_of(junk, "byte")}},
                .evidence = {evidence::measurement("bytes behind the end", static_cast<double>(junk), "bytes"),
                             evidence::measurement("file size", static_cast<double>(subject.size_bytes), "bytes")}});
}

}  // namespace weighbridge::rules
