#include "apart.h"

#include <fcntl.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <optional>
#include <span>
#include <string_view>

#include "framed_texts.h"

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

// Ends by _exit: what this process has buffered for standard output is the parent's to print.
[[noreturn]] void be_the_child(const std::function<void(const HandOver&)>& job, int pipe, int most_silent_seconds) {
  silent_seconds = most_silent_seconds;
  (void)std::signal(SIGBUS, SIG_DFL);  // the parent is to learn of it
  sign_of_life();
  job([pipe](const std::vector<std::string>& texts) {
    ::_exit(write_texts([pipe](std::string_view bytes) { return write_all(pipe, bytes); }, texts) ? 0 : 1);
  });
  ::_exit(1);
}

Mishap mishap_of(int status) {
  if (!WIFSIGNALED(status)) return Mishap::crash;
  if (WTERMSIG(status) == SIGPROF) return Mishap::hang;
  return WTERMSIG(status) == SIGBUS ? Mishap::lost_pages : Mishap::crash;
}

}  // namespace

std::optional<ToldJob> told_job() { return std::nullopt; }

bool is_apart() { return silent_seconds != 0; }

// A timer over processor time, so that neither a slow disk nor a busy machine counts; its signal ends the process.
void sign_of_life() {
  if (silent_seconds == 0) return;
  itimerval timer{};
  timer.it_value.tv_sec = silent_seconds;
  (void)::setitimer(ITIMER_PROF, &timer, nullptr);
}

std::expected<std::vector<std::string>, Mishap> run_apart(const std::function<void(const HandOver&)>& job,
                                                          int most_silent_seconds, const TellJob&, ByteSource*) {
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
  auto texts = read_texts([from = ends[0]](std::span<char> bytes) { return read_all(from, bytes); });
  ::close(ends[0]);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (texts && WIFEXITED(status) && WEXITSTATUS(status) == 0) return std::move(*texts);
  return std::unexpected(mishap_of(status));
}

}  // namespace weighbridge::cli
