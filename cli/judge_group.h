// Judging one file, or files that are one thing, apart from everything else: what a crash or a hang of HDF5's library
// can take along.
#ifndef WEIGHBRIDGE_CLI_JUDGE_GROUP_H_
#define WEIGHBRIDGE_CLI_JUDGE_GROUP_H_

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "apart.h"
#include "arguments.h"
#include "weighbridge/file_set.h"
#include "weighbridge/report.h"

namespace weighbridge::cli {

struct Judged {
  bool is_read = false;  // to its end; else only its structure is known, or nothing
  VerdictState state = VerdictState::not_weights;
  bool is_in_order = false;      // loaded, or empty as it should be
  bool is_excused = false;       // else, but what its verdict rests on is not to count
  bool has_finding = false;      // one of --fail-on
  std::size_t excused = 0;       // findings that do not count
  bool is_text_known = true;     // of --error
  std::string printed;           // the report, the answer or the file's part of a document; "" where there is none
  std::vector<std::string> ids;  // of the findings in its part
  std::string trouble;           // a sentence for standard error
};

// In a process of its own; what ends that process is judged once more, without HDF5. `is_one`: it is the only thing
// that is judged. `standard_input`: which of the files that is.
[[nodiscard]] Judged judge_group(const FileGroup& group, std::span<const NamedSource> files, const Arguments& arguments,
                                 bool is_one, ByteSource* standard_input = nullptr);

// What is done in that process. `mishap`: what became of the one before.
void judge_here(const FileGroup& group, std::span<const NamedSource> files, const Arguments& arguments, bool is_one,
                std::optional<Mishap> mishap, const HandOver& hand_over);

}  // namespace weighbridge::cli

#endif  // WEIGHBRIDGE_CLI_JUDGE_GROUP_H_
