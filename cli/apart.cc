#include "apart.h"

#include <fcntl.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace weighbridge::cli {
namespace {

int silent_seconds = 0;  // in the child only

bool write_all(int pipe, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(pipe, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

bool read_all(int pipe, std::span<char> bytes) {
  while (!bytes.empty()) {
    const ssize_t got = ::read(pipe, bytes.data(), bytes.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    bytes = bytes.subspan(static_cast<std::size_t>(got));
  }
  return true;
}

bool write_number(int pipe, std::uint64_t value) {
  return write_all(pipe, {reinterpret_cast<const char*>(&value), sizeof value});
}

// Each text behind its length in 8 bytes; their number in front, so that a half answer is known as one.
bool write_texts(int pipe, const std::vector<std::string>& texts) {
  return write_number(pipe, texts.size()) && std::ranges::all_of(texts, [pipe](const std::string& text) {
           return write_number(pipe, text.size()) && write_all(pipe, text);
         });
}

std::optional<std::uint64_t> read_number(int pipe, std::uint64_t most) {
  std::uint64_t value = 0;
  if (!read_all(pipe, {reinterpret_cast<char*>(&value), sizeof value}) || value > most) return std::nullopt;
  return value;
}

// None: not all of them came. A process that dies may have said anything before.
std::optional<std::vector<std::string>> read_texts(int pipe) {
  constexpr std::uint64_t kMostTexts = 1u << 20, kMostBytes = 1u << 30;
  const auto count = read_number(pipe, kMostTexts);
  if (!count) return std::nullopt;
  std::vector<std::string> texts;
  while (texts.size() < *count) {
    const auto size = read_number(pipe, kMostBytes);
    if (!size) return std::nullopt;
    if (!read_all(pipe, texts.emplace_back(static_cast<std::size_t>(*size), '\0'))) return std::nullopt;
  }
  return texts;
}

// Ends by _exit: what this process has buffered for standard output is the parent's to print.
[[noreturn]] void be_the_child(const std::function<void(const HandOver&)>& job, int pipe, int most_silent_seconds) {
  silent_seconds = most_silent_seconds;
  (void)std::signal(SIGBUS, SIG_DFL);  // the parent is to learn of it
  sign_of_life();
  job([pipe](const std::vector<std::string>& texts) { ::_exit(write_texts(pipe, texts) ? 0 : 1); });
  ::_exit(1);
}

Mishap mishap_of(int status) {
  if (!WIFSIGNALED(status)) return Mishap::crash;
  if (WTERMSIG(status) == SIGPROF) return Mishap::hang;
  return WTERMSIG(status) == SIGBUS ? Mishap::lost_pages : Mishap::crash;
}

}  // namespace

bool is_apart() { return silent_seconds != 0; }

// A timer over processor time, so that neither a slow disk nor a busy machine counts; its signal ends the process.
void sign_of_life() {
  if (silent_seconds == 0) return;
  itimerval timer{};
  timer.it_value.tv_sec = silent_seconds;
  (void)::setitimer(ITIMER_PROF, &timer, nullptr);
}

std::expected<std::vector<std::string>, Mishap> run_apart(const std::function<void(const HandOver&)>& job,
                                                          int most_silent_seconds) {
  int ends[2] = {-1, -1};
  if (::pipe(ends) != 0) return run_here(job);
#ifdef F_SETPIPE_SZ
  // Two processes hand each other a report of megabytes in larger pieces than the usual 64 KB.
  (void)::fcntl(ends[1], F_SETPIPE_SZ, 1 << 20);
#endif
  const pid_t child = ::fork();
  if (child < 0) {
    ::close(ends[0]);
    ::close(ends[1]);
    return run_here(job);
  }
  if (child == 0) {
    ::close(ends[0]);
    be_the_child(job, ends[1], most_silent_seconds);
  }
  ::close(ends[1]);
  auto texts = read_texts(ends[0]);
  ::close(ends[0]);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (texts && WIFEXITED(status) && WEXITSTATUS(status) == 0) return std::move(*texts);
  return std::unexpected(mishap_of(status));
}

}  // namespace weighbridge::cli
