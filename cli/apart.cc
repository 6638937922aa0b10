#include "apart.h"

#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstring>
#include <optional>
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

std::string read_all(int pipe) {
  std::string bytes;
  std::string buffer(1u << 16, '\0');
  for (;;) {
    const ssize_t got = ::read(pipe, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return bytes;
    bytes.append(buffer, 0, static_cast<std::size_t>(got));
  }
}

// Each text behind its length in 8 bytes; their number in front, so that a half answer is known as one.
std::string packed(const std::vector<std::string>& texts) {
  const auto number = [](std::uint64_t value) {
    return std::string(reinterpret_cast<const char*>(&value), sizeof value);
  };
  std::string bytes = number(texts.size());
  for (const std::string& text : texts) bytes += number(text.size()) + text;
  return bytes;
}

std::optional<std::vector<std::string>> unpacked(std::string_view bytes) {
  const auto take_number = [&bytes] -> std::optional<std::uint64_t> {
    std::uint64_t value = 0;
    if (bytes.size() < sizeof value) return std::nullopt;
    std::memcpy(&value, bytes.data(), sizeof value);
    bytes.remove_prefix(sizeof value);
    return value;
  };
  const auto count = take_number();
  if (!count) return std::nullopt;
  std::vector<std::string> texts;
  while (texts.size() < *count) {
    const auto size = take_number();
    if (!size || *size > bytes.size()) return std::nullopt;
    texts.emplace_back(bytes.substr(0, static_cast<std::size_t>(*size)));
    bytes.remove_prefix(static_cast<std::size_t>(*size));
  }
  return texts;
}

// Ends by _exit: what this process has buffered for standard output is the parent's to print.
[[noreturn]] void be_the_child(const std::function<std::vector<std::string>()>& job, int pipe,
                               int most_silent_seconds) {
  silent_seconds = most_silent_seconds;
  sign_of_life();
  const bool handed_over = write_all(pipe, packed(job()));
  ::_exit(handed_over ? 0 : 1);
}

}  // namespace

// A timer over processor time, so that neither a slow disk nor a busy machine counts; its signal ends the process.
void sign_of_life() {
  if (silent_seconds == 0) return;
  itimerval timer{};
  timer.it_value.tv_sec = silent_seconds;
  (void)::setitimer(ITIMER_PROF, &timer, nullptr);
}

std::expected<std::vector<std::string>, Mishap> run_apart(const std::function<std::vector<std::string>()>& job,
                                                          int most_silent_seconds) {
  int ends[2] = {-1, -1};
  if (::pipe(ends) != 0) return job();
  const pid_t child = ::fork();
  if (child < 0) {
    ::close(ends[0]);
    ::close(ends[1]);
    return job();
  }
  if (child == 0) {
    ::close(ends[0]);
    be_the_child(job, ends[1], most_silent_seconds);
  }
  ::close(ends[1]);
  const std::string bytes = read_all(ends[0]);
  ::close(ends[0]);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  auto texts = unpacked(bytes);
  if (texts && WIFEXITED(status) && WEXITSTATUS(status) == 0) return std::move(*texts);
  return std::unexpected(WIFSIGNALED(status) && WTERMSIG(status) == SIGPROF ? Mishap::hang : Mishap::crash);
}

}  // namespace weighbridge::cli
