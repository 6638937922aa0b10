// Jobs that end their process in every way, one after the other, and what this process learns of each: a line a job.
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

#include "apart.h"
#include "lose_a_page.h"

namespace {

using namespace weighbridge;
using namespace weighbridge::cli;

constexpr const char* kJobs[] = {"answer", "much",   "nothing", "exit", "crash", "abort",
                                 "stack",  "memory", "hang",    "busy", "page",  "answer"};

void compute(double seconds) {
  const auto until = std::clock() + static_cast<std::clock_t>(seconds * CLOCKS_PER_SEC);
  while (std::clock() < until) {
  }
}

int overflow(long long depth) {
  volatile char frame[4096] = {};
  return depth == 0 ? 0 : overflow(depth - 1) + frame[1];
}

void do_job(const std::string& job, const HandOver& hand_over) {
  if (job == "answer") hand_over({"well", "", "ü"});
  if (job == "much") hand_over({std::string(50'000'000, 'x')});
  if (job == "exit") std::_Exit(3);
  if (job == "crash") *static_cast<volatile int*>(nullptr) = 1;
  if (job == "abort") std::abort();
  if (job == "stack") std::printf("%d", overflow(1LL << 40));
  if (job == "memory") {
    std::vector<std::string> kept;
    while (true) kept.emplace_back(std::size_t{1} << 40, 'x');
  }
  if (job == "hang") compute(60);
  if (job == "busy") {
    for (int i = 0; i < 6; ++i) {
      compute(0.5);
      sign_of_life();
    }
    hand_over({"done"});
  }
  if (job == "page") lose_a_page();
}

std::string became_of(const std::expected<std::vector<std::string>, Mishap>& answer) {
  constexpr const char* kMishaps[] = {"crash", "hang", "lost pages"};
  if (!answer) return kMishaps[static_cast<int>(answer.error())];
  std::string texts;
  for (const std::string& text : *answer) texts += "[" + (text.size() < 9 ? text : std::to_string(text.size())) + "]";
  return texts;
}

}  // namespace

int main() {
  constexpr int kSeconds = 1;
  if (const auto told = told_job()) {
    do_job(told->words.front(), told->hand_over);
    return 0;
  }
  for (const std::string job : kJobs) {
    const auto answer = run_apart([&](const HandOver& hand_over) { do_job(job, hand_over); }, kSeconds,
                                  [&job] { return std::vector{job}; });
    std::printf("%s: %s\n", job.c_str(), became_of(answer).c_str());
    (void)std::fflush(stdout);
  }
  return 0;
}
