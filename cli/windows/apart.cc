// Windows can't fork: a job is told to another process of this command, started with the same words (told_job.h).
#include "apart.h"

#include <windows.h>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <string_view>
#include <utility>

#include "framed_texts.h"
#include "standard_input_bytes.h"
#include "windows/child.h"

namespace weighbridge::cli {
namespace {

using windows::Child;
using windows::read_all;
using windows::write_all;

// Of our own: neither Windows' nor an exit code of this command.
constexpr UINT kHungExit = 0xE0005742;
constexpr UINT kDeadExit = kHungExit + 1;
constexpr DWORD kLookEveryMs = 250;

int silent_seconds = 0;  // in the child only
std::atomic<bool> is_alive = false;

// Of this process, on all processors, in units of 100 ns.
std::uint64_t processor_time() {
  FILETIME made{}, ended{}, kernel{}, user{};
  if (::GetProcessTimes(::GetCurrentProcess(), &made, &ended, &kernel, &user) == 0) return 0;
  const auto number = [](FILETIME time) { return (std::uint64_t{time.dwHighDateTime} << 32) | time.dwLowDateTime; };
  return number(kernel) + number(user);
}

// Over processor time, so that neither a slow disk nor a busy machine counts. Nor may this thread be what is left,
// where the one that does the job died alone.
DWORD WINAPI end_when_silent(void* worker) {
  const std::uint64_t most = std::uint64_t{10'000'000} * static_cast<std::uint64_t>(silent_seconds);
  std::uint64_t last_sign = processor_time();
  while (true) {
    if (::WaitForSingleObject(worker, kLookEveryMs) != WAIT_TIMEOUT)
      ::TerminateProcess(::GetCurrentProcess(), kDeadExit);
    const std::uint64_t now = processor_time();
    if (is_alive.exchange(false)) last_sign = now;
    if (now - last_sign > most) ::TerminateProcess(::GetCurrentProcess(), kHungExit);
  }
}

// At once, and without a box that asks the user what to do.
LONG WINAPI end_with_code(EXCEPTION_POINTERS* what) {
  ::TerminateProcess(::GetCurrentProcess(), what->ExceptionRecord->ExceptionCode);
  return EXCEPTION_EXECUTE_HANDLER;
}

void be_the_child(int most_silent_seconds) {
  silent_seconds = most_silent_seconds;
  ::SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX);
  (void)::SetUnhandledExceptionFilter(end_with_code);
  (void)::_set_abort_behavior(0, _WRITE_ABORT_MSG | _CALL_REPORTFAULT);
  ULONG kept_bytes = 64 << 10;
  (void)::SetThreadStackGuarantee(&kept_bytes);  // for the filter, where the stack is what ran out
  HANDLE worker = nullptr;
  const HANDLE self = ::GetCurrentProcess();
  if (::DuplicateHandle(self, ::GetCurrentThread(), self, &worker, 0, FALSE, DUPLICATE_SAME_ACCESS) == 0) return;
  if (const HANDLE watch = ::CreateThread(nullptr, 0, end_when_silent, worker, 0, nullptr)) ::CloseHandle(watch);
}

Mishap mishap_of(DWORD exit_code) {
  if (exit_code == kHungExit) return Mishap::hang;
  return exit_code == static_cast<DWORD>(STATUS_IN_PAGE_ERROR) ? Mishap::lost_pages : Mishap::crash;
}

// What is written to a child that has died does not matter.
void feed(HANDLE pipe, ByteSource& source) {
  std::vector<char> buffer(1u << 20);
  for (std::uint64_t at = 0; at < source.size_bytes();) {
    const auto part = std::span(buffer).first(
        static_cast<std::size_t>(std::min<std::uint64_t>(buffer.size(), source.size_bytes() - at)));
    if (!source.read_at(at, std::as_writable_bytes(part)) || !write_all(pipe, {part.data(), part.size()})) return;
    at += part.size();
  }
}

// A file that the shell opened the child has as well.
bool is_fed(ByteSource* piped) {
  if (piped == nullptr) return false;
  const auto file_size = standard_input_file_size();
  return !file_size || !*file_size;
}

}  // namespace

bool is_apart() { return silent_seconds != 0; }

void sign_of_life() { is_alive = true; }

std::optional<ToldJob> told_job() {
  const auto pipes = windows::own_pipes();
  if (!pipes) return std::nullopt;
  be_the_child(pipes->most_silent_seconds);
  auto words = read_texts([in = pipes->in](std::span<char> bytes) { return read_all(in, bytes); });
  if (!words) std::_Exit(1);
  // It ends without giving back its memory piece by piece; what is printed is the parent's to print.
  const auto hand_over = [out = pipes->out](const std::vector<std::string>& texts) {
    const bool is_said = write_texts([out](std::string_view bytes) { return write_all(out, bytes); }, texts);
    ::TerminateProcess(::GetCurrentProcess(), is_said ? 0 : 1);
  };
  return ToldJob{std::move(*words), hand_over};
}

std::expected<std::vector<std::string>, Mishap> run_apart(const std::function<void(const HandOver&)>& job,
                                                          int most_silent_seconds, const TellJob& tell,
                                                          ByteSource* piped) {
  if (!tell || is_apart()) return run_here(job);
  auto child = windows::start_child(most_silent_seconds, is_fed(piped));
  if (!child) return run_here(job);
  (void)write_texts([to = child->to.get()](std::string_view bytes) { return write_all(to, bytes); }, tell());
  child->to.close();
  if (child->input.get() != nullptr) feed(child->input.get(), *piped);
  child->input.close();
  auto texts = read_texts([from = child->from.get()](std::span<char> bytes) { return read_all(from, bytes); });
  DWORD exit_code = 1;
  (void)::WaitForSingleObject(child->process.get(), INFINITE);
  (void)::GetExitCodeProcess(child->process.get(), &exit_code);
  if (texts && exit_code == 0) return std::move(*texts);
  return std::unexpected(mishap_of(exit_code));
}

}  // namespace weighbridge::cli
