// A job in words, as one process of this command tells it to another where processes can't be forked (apart.h). The
// other one has the same arguments; here is what it can't know from them.
#ifndef WEIGHBRIDGE_CLI_TOLD_JOB_H_
#define WEIGHBRIDGE_CLI_TOLD_JOB_H_

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "apart.h"
#include "arguments.h"
#include "weighbridge/file_set.h"

namespace weighbridge::cli {

// One call of judge_here().
struct GroupJob {
  FileGroup group;
  bool is_one = false;
  std::optional<Mishap> mishap;
  std::string error;  // the message that was pasted, if any; it may have come on standard input
};

// `standard_input`: which of the files that is; null: none.
[[nodiscard]] std::vector<std::string> group_job_words(const GroupJob& job, std::span<const NamedSource> files,
                                                       const ByteSource* standard_input);
// Finding a name for what is on standard input.
[[nodiscard]] std::vector<std::string> tell_name_job();

// Does it, and hands over what came of it; where the words make no sense, nothing.
void do_told_job(const ToldJob& job, Arguments arguments);

}  // namespace weighbridge::cli

#endif  // WEIGHBRIDGE_CLI_TOLD_JOB_H_
