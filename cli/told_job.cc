#include "told_job.h"

#include <deque>
#include <memory>
#include <utility>

#include "file_list.h"
#include "file_source.h"
#include "judge_group.h"
#include "standard_input.h"

namespace weighbridge::cli {
namespace {

// Where what is in the words of a group's job; behind these, of each file its path, its size and whether it is standard
// input.
enum Place : std::size_t { kJob, kIsOne, kReadsCopies, kMishap, kError, kKind, kName, kFiles };
constexpr std::size_t kWordsOfFile = 3;
constexpr std::string_view kGroupJob = "group", kNameJob = "name";

void judge_told(const std::vector<std::string>& words, Arguments arguments, const HandOver& hand_over) {
  if (words.size() < kFiles) return;
  if (!words[kReadsCopies].empty()) FileSource::read_copies();
  std::deque<ListedFile> listed;
  std::unique_ptr<ByteSource> standard_input;
  std::vector<NamedSource> files;
  FileGroup group{.kind = static_cast<GroupKind>(std::stoi(words[kKind])), .name = words[kName], .files = {}};
  for (std::size_t i = kFiles; i + kWordsOfFile <= words.size(); i += kWordsOfFile) {
    group.files.push_back(files.size());
    if (words[i + 2].empty()) {
      files.push_back({words[i], &listed.emplace_back(words[i], std::stoull(words[i + 1]))});
      continue;
    }
    auto opened = open_standard_input();
    if (!opened) return;
    standard_input = std::move(*opened);
    files.push_back({words[i], standard_input.get()});
  }
  const auto mishap =
      words[kMishap].empty() ? std::nullopt : std::optional(static_cast<Mishap>(std::stoi(words[kMishap])));
  arguments.error = words[kError];
  judge_here(group, files, arguments, !words[kIsOne].empty(), mishap, hand_over);
}

}  // namespace

std::vector<std::string> group_job_words(const GroupJob& job, std::span<const NamedSource> files,
                                         const ByteSource* standard_input) {
  std::vector<std::string> words = {std::string(kGroupJob),
                                    job.is_one ? "1" : "",
                                    FileSource::reads_copies() ? "1" : "",
                                    job.mishap ? std::to_string(static_cast<int>(*job.mishap)) : "",
                                    job.error,
                                    std::to_string(static_cast<int>(job.group.kind)),
                                    job.group.name};
  for (const std::size_t i : job.group.files) {
    words.push_back(files[i].path);
    words.push_back(std::to_string(files[i].source->size_bytes()));
    words.emplace_back(standard_input != nullptr && files[i].source == standard_input ? "1" : "");
  }
  return words;
}

std::vector<std::string> tell_name_job() { return {std::string(kNameJob)}; }

void do_told_job(const ToldJob& job, Arguments arguments) {
  if (job.words.empty()) return;
  if (job.words[kJob] == kGroupJob) judge_told(job.words, std::move(arguments), job.hand_over);
  if (job.words[kJob] != kNameJob) return;
  if (const auto opened = open_standard_input()) job.hand_over({name_by_content(**opened)});
}

}  // namespace weighbridge::cli
