#include "windows/child.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace weighbridge::cli::windows {
namespace {

constexpr const wchar_t* kVariable = L"WEIGHBRIDGE_JOB";
constexpr DWORD kPipeBytes = 1 << 20;
constexpr std::size_t kMostBytes = 1u << 30;  // a call takes 32 bits

struct Pipe {
  Handle reads, writes;
};

// `child_has`: the end that is inherited.
std::optional<Pipe> make_pipe(Handle Pipe::* child_has) {
  SECURITY_ATTRIBUTES inherited{.nLength = sizeof inherited, .lpSecurityDescriptor = nullptr, .bInheritHandle = TRUE};
  HANDLE reads = nullptr, writes = nullptr;
  if (::CreatePipe(&reads, &writes, &inherited, kPipeBytes) == 0) return std::nullopt;
  Pipe pipe{Handle(reads), Handle(writes)};
  const auto own = child_has == &Pipe::reads ? &Pipe::writes : &Pipe::reads;
  (void)::SetHandleInformation((pipe.*own).get(), HANDLE_FLAG_INHERIT, 0);
  return pipe;
}

std::wstring number_of(HANDLE handle) { return std::to_wstring(reinterpret_cast<std::uintptr_t>(handle)); }

std::wstring own_program() {
  std::wstring path(1u << 15, L'\0');
  path.resize(::GetModuleFileNameW(nullptr, path.data(), static_cast<DWORD>(path.size())));
  return path;
}

// What a child may not outlive: this process. Nor may one take more memory than the computer has, which would have
// everything else wait for its disk.
HANDLE limits() {
  static const HANDLE kJob = [] {
    const HANDLE job = ::CreateJobObjectW(nullptr, nullptr);
    MEMORYSTATUSEX memory{};
    memory.dwLength = sizeof memory;
    JOBOBJECT_EXTENDED_LIMIT_INFORMATION limit{};
    limit.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE;
    if (::GlobalMemoryStatusEx(&memory) != 0) {
      limit.BasicLimitInformation.LimitFlags |= JOB_OBJECT_LIMIT_PROCESS_MEMORY;
      limit.ProcessMemoryLimit = static_cast<SIZE_T>(memory.ullTotalPhys);
    }
    (void)::SetInformationJobObject(job, JobObjectExtendedLimitInformation, &limit, sizeof limit);
    return job;
  }();
  return kJob;
}

HANDLE inherited(DWORD stream) {
  const HANDLE handle = ::GetStdHandle(stream);
  (void)::SetHandleInformation(handle, HANDLE_FLAG_INHERIT, HANDLE_FLAG_INHERIT);
  return handle;
}

}  // namespace

bool write_all(HANDLE pipe, std::string_view bytes) {
  while (!bytes.empty()) {
    DWORD written = 0;
    const auto part = static_cast<DWORD>(std::min(bytes.size(), kMostBytes));
    if (::WriteFile(pipe, bytes.data(), part, &written, nullptr) == 0) return false;
    bytes.remove_prefix(written);
  }
  return true;
}

bool read_all(HANDLE pipe, std::span<char> bytes) {
  while (!bytes.empty()) {
    DWORD got = 0;
    const auto part = static_cast<DWORD>(std::min(bytes.size(), kMostBytes));
    if (::ReadFile(pipe, bytes.data(), part, &got, nullptr) == 0 || got == 0) return false;
    bytes = bytes.subspan(got);
  }
  return true;
}

std::optional<ChildPipes> own_pipes() {
  wchar_t text[96] = {};
  const DWORD size = ::GetEnvironmentVariableW(kVariable, text, static_cast<DWORD>(std::size(text)));
  if (size == 0 || size >= std::size(text)) return std::nullopt;
  (void)::SetEnvironmentVariableW(kVariable, nullptr);
  wchar_t* next = text;
  const auto number = [&next] { return std::wcstoull(next, &next, 10); };
  const auto handle = [&number] { return reinterpret_cast<HANDLE>(static_cast<std::uintptr_t>(number())); };
  ChildPipes pipes;
  pipes.in = handle();
  pipes.out = handle();
  pipes.most_silent_seconds = static_cast<int>(number());
  return pipes;
}

std::optional<Child> start_child(int most_silent_seconds, bool feeds_input) {
  auto words = make_pipe(&Pipe::reads), answer = make_pipe(&Pipe::writes);
  auto input = feeds_input ? make_pipe(&Pipe::reads) : std::optional<Pipe>(Pipe{});
  if (!words || !answer || !input) return std::nullopt;
  STARTUPINFOW how{};
  how.cb = sizeof how;
  how.dwFlags = STARTF_USESTDHANDLES;
  how.hStdInput = feeds_input ? input->reads.get() : inherited(STD_INPUT_HANDLE);
  how.hStdOutput = inherited(STD_OUTPUT_HANDLE);
  how.hStdError = inherited(STD_ERROR_HANDLE);
  const std::wstring told = number_of(words->reads.get()) + L" " + number_of(answer->writes.get()) + L" " +
                            std::to_wstring(most_silent_seconds);
  (void)::SetEnvironmentVariableW(kVariable, told.c_str());
  std::wstring line = ::GetCommandLineW();
  PROCESS_INFORMATION made{};
  const BOOL is_made = ::CreateProcessW(own_program().c_str(), line.data(), nullptr, nullptr, TRUE, CREATE_SUSPENDED,
                                        nullptr, nullptr, &how, &made);
  (void)::SetEnvironmentVariableW(kVariable, nullptr);
  if (is_made == 0) return std::nullopt;
  (void)::AssignProcessToJobObject(limits(), made.hProcess);
  (void)::ResumeThread(made.hThread);
  ::CloseHandle(made.hThread);
  return Child{Handle(made.hProcess), std::move(words->writes), std::move(answer->reads), std::move(input->writes)};
}

}  // namespace weighbridge::cli::windows
