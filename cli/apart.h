// Work that may end its process is done in a process of its own: HDF5's library crashes on some damaged files, and no
// file may take another's report with it.
#ifndef WEIGHBRIDGE_CLI_APART_H_
#define WEIGHBRIDGE_CLI_APART_H_

#include <expected>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "weighbridge/byte_source.h"

namespace weighbridge::cli {

// What became of a job that handed nothing back.
enum class Mishap {
  crash,       // its process died
  hang,        // it was ended after a long time without a sign of life
  lost_pages,  // a file that it had in memory in place became shorter, or its disk failed
};

// Processor time after which a job that gave no sign of life is ended. A sound file is read from as it is worked on.
inline constexpr int kMostSilentSeconds = 30;

// Takes what a job has to say; asked once. In a child it does not return: a process that ends need not give back the
// memory of a large file piece by piece first.
using HandOver = std::function<void(const std::vector<std::string>&)>;

// The job in words, for a system whose processes can't be forked: there this command is started anew, with the same
// words, and told_job() is what it is to do (told_job.h). None: it can't be told.
using TellJob = std::function<std::vector<std::string>()>;

// Runs the job in a child process and hands back what it hands over, or what became of it. `piped`: standard input,
// where the job reads what came through it. Where no process can be had the job is run here; under Node the host starts
// the whole command anew after a crash (web/npm/node/command.ts) and then knows which job it was.
[[nodiscard]] std::expected<std::vector<std::string>, Mishap> run_apart(const std::function<void(const HandOver&)>& job,
                                                                        int most_silent_seconds = kMostSilentSeconds,
                                                                        const TellJob& tell = {},
                                                                        ByteSource* piped = nullptr);

struct ToldJob {
  std::vector<std::string> words;
  HandOver hand_over;
};

// What this process was started for, if it is another's child by run_apart(); asked once, first of all.
[[nodiscard]] std::optional<ToldJob> told_job();

// The same without a child: what it hands over, nothing where it does not.
[[nodiscard]] inline std::vector<std::string> run_here(const std::function<void(const HandOver&)>& job) {
  std::vector<std::string> handed_over;
  job([&handed_over](const std::vector<std::string>& texts) { handed_over = texts; });
  return handed_over;
}

// Does this process run such a job? Then it may die of what it reads.
[[nodiscard]] bool is_apart();

// Of the job that runs in this process, if one does: it is still getting on.
void sign_of_life();

}  // namespace weighbridge::cli

#endif  // WEIGHBRIDGE_CLI_APART_H_
