// compare_readers CLASSES MUTATIONS SEED FILE...: lists each file with HDF5's library and with the reader of our own,
// and then as many copies of them with one change each (mutate.h). Prints how often they said the same, how often each
// class of classes.txt explains why they did not, and everything that none explains: then the exit code is 1. With
// WEIGHBRIDGE_KEEP=FOLDER the first file of each kind that nothing explains is written there.
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <span>

#include "container/hdf5_part.h"
#include "container/identify.h"
#include "hdf5/walk/walk.h"
#include "io/memory_source.h"
#include "readers/divergence.h"
#include "readers/library/library_tree.h"
#include "readers/mutate.h"

namespace weighbridge::tests {

namespace {

using Image = std::vector<std::byte>;

constexpr char kBetween = '\t';  // a divergence's kind and its text
constexpr time_t kMostSeconds = 10;
constexpr std::uint64_t kMostBytes = std::uint64_t{32} << 20;
constexpr std::size_t kMostMutatedBytes = std::size_t{1} << 18;

struct Case {
  std::size_t file = 0;
  std::uint64_t seed = 0;  // 0: as it is
};

Image read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const auto* bytes = reinterpret_cast<const std::byte*>(text.data());
  return {bytes, bytes + text.size()};
}

// In the child: what it has to say goes through the pipe a line at a time, so that what it dies of is known.
void compare(Image image, std::FILE* pipe) {
  io::MemorySource memory(std::move(image));
  const auto found = container::identify(memory);
  const container::Hdf5Part part = found ? container::find_hdf5_part(memory, *found) : container::Hdf5Part{};
  if (part.source == nullptr) {
    std::fputs("no HDF5\n", pipe);
    return;
  }
  const hdf5::OpenOptions options{part.claimed_end(), part.report_offset};
  hdf5::walk::Budget budget;
  const auto ours = hdf5::walk::walk_tree(*part.source, options, budget);
  std::fputs("ours\n", pipe);
  std::fflush(pipe);
  const auto library = hdf5::reference::read_library_tree(*part.source, options);
  for (Divergence& one : divergences(library, ours)) {
    for (std::string* text : {&one.kind, &one.text})
      for (char& c : *text) c = c == '\n' || c == kBetween ? ' ' : c;
    const char* where = options.claimed_end > INT64_MAX ? "impossible end: " : "";
    std::fprintf(pipe, "> %s%s%c%s\n", where, one.kind.c_str(), kBetween, one.text.c_str());
  }
  std::fputs("end\n", pipe);
}

class Comparison {
 public:
  Comparison(const std::string& classes, std::vector<std::string> files) : classes_(classes), files_(std::move(files)) {
    for (const std::string& file : files_) images_.push_back(read_file(file));
  }

  int run(std::uint64_t mutations, std::uint64_t seed) {
    std::vector<Case> cases;
    std::vector<std::size_t> mutated;
    for (std::size_t i = 0; i < files_.size(); ++i) {
      if (images_[i].size() <= kMostBytes) cases.push_back({i, 0});
      if (!images_[i].empty() && images_[i].size() <= kMostMutatedBytes) mutated.push_back(i);
    }
    for (std::uint64_t i = 0; i < mutations && !mutated.empty(); ++i)
      cases.push_back({mutated[(seed + i) % mutated.size()], seed + i});
    for (std::size_t next = 0; next < cases.size();) next += run_child(std::span(cases).subspan(next));
    return report(cases.size());
  }

 private:
  // Runs until the child is through or dies; how many cases that were.
  std::size_t run_child(std::span<const Case> cases) {
    int ends[2];
    if (pipe(ends) != 0) std::abort();
    const pid_t child = fork();
    if (child == 0) {
      std::FILE* out = fdopen(ends[1], "w");
      for (const Case& one : cases) {
        const itimerval most{{}, {kMostSeconds, 0}};
        setitimer(ITIMER_PROF, &most, nullptr);  // of processor time: the machine may be busy
        Image image = images_[one.file];
        if (one.seed != 0) image = mutate(std::move(image), one.seed);
        compare(std::move(image), out);
        std::fflush(out);
      }
      _exit(0);
    }
    close(ends[1]);
    const std::size_t done = read_answers(ends[0], cases);
    int status = 0;
    waitpid(child, &status, 0);
    return done;
  }

  std::size_t read_answers(int end, std::span<const Case> cases) {
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> in(fdopen(end, "r"), std::fclose);
    std::size_t done = 0;
    bool ours_done = false;
    bool same = true;
    char* line = nullptr;
    std::size_t room = 0;
    while (done < cases.size() && getline(&line, &room, in.get()) > 0) {
      std::string text(line);
      text.pop_back();
      if (text == "ours") ours_done = true;
      if (text.starts_with("> ")) same = false, note(text.substr(2), cases[done]);
      if (text != "end" && text != "no HDF5") continue;
      if (text == "end")
        same_ += same ? 1 : 0;
      else
        ++counts_["no HDF5"];
      ++done, ours_done = false, same = true;
    }
    std::free(line);
    if (done == cases.size()) return done;
    note(ours_done ? "died => -" : "- => died", cases[done]);
    return done + 1;
  }

  void note(const std::string& line, const Case& where) {
    const std::string kind = line.substr(0, line.find(kBetween));
    const std::string name = classes_.name_of(kind);
    ++counts_[name.empty() ? "UNEXPLAINED" : name];
    if (!name.empty()) return;
    auto& [count, example] = unexplained_[kind];
    if (count++ > 0) return;
    example = files_[where.file] + " seed " + std::to_string(where.seed) + ": " + line.substr(line.find(kBetween) + 1);
    keep(where);
  }

  void keep(const Case& one) const {
    const char* folder = std::getenv("WEIGHBRIDGE_KEEP");
    if (folder == nullptr) return;
    Image image = images_[one.file];
    if (one.seed != 0) image = mutate(std::move(image), one.seed);
    const std::filesystem::path name =
        std::to_string(one.seed) + '-' + std::filesystem::path(files_[one.file]).filename().string();
    std::ofstream file(folder / name, std::ios::binary);
    file.write(reinterpret_cast<const char*>(image.data()), static_cast<std::streamsize>(image.size()));
  }

  int report(std::size_t cases) const {
    std::printf("%zu cases, %zu the same\n", cases, same_);
    for (const auto& [name, count] : counts_) std::printf("%8zu  %s\n", count, name.c_str());
    for (const auto& [text, found] : unexplained_)
      std::printf("%zu x %s\n      %s\n", found.first, text.c_str(), found.second.c_str());
    return unexplained_.empty() ? 0 : 1;
  }

  DivergenceClasses classes_;
  std::vector<std::string> files_;
  std::vector<Image> images_;
  std::size_t same_ = 0;
  std::map<std::string, std::size_t> counts_;
  std::map<std::string, std::pair<std::size_t, std::string>> unexplained_;
};

}  // namespace

}  // namespace weighbridge::tests

int main(int count, char** arguments) {
  if (count < 5) {
    std::fputs("usage: compare_readers CLASSES MUTATIONS SEED FILE...\n", stderr);
    return 2;
  }
  weighbridge::tests::Comparison comparison(arguments[1], {arguments + 4, arguments + count});
  return comparison.run(std::strtoull(arguments[2], nullptr, 10), std::strtoull(arguments[3], nullptr, 10));
}
