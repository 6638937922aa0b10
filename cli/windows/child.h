// A process of this very command, for one job: its pipes, its end.
#ifndef WEIGHBRIDGE_CLI_WINDOWS_CHILD_H_
#define WEIGHBRIDGE_CLI_WINDOWS_CHILD_H_

#include <windows.h>

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

namespace weighbridge::cli::windows {

// Closed when it goes.
class Handle {
 public:
  Handle() = default;
  explicit Handle(HANDLE handle) : handle_(handle == INVALID_HANDLE_VALUE ? nullptr : handle) {}
  Handle(Handle&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
  Handle& operator=(Handle&& other) noexcept {
    std::swap(handle_, other.handle_);
    return *this;
  }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  ~Handle() { close(); }
  [[nodiscard]] HANDLE get() const { return handle_; }
  void close() {
    if (handle_ != nullptr) ::CloseHandle(std::exchange(handle_, nullptr));
  }

 private:
  HANDLE handle_ = nullptr;
};

// Whether all of it went, or came.
[[nodiscard]] bool write_all(HANDLE pipe, std::string_view bytes);
[[nodiscard]] bool read_all(HANDLE pipe, std::span<char> bytes);

// Ends of pipes that the child has by inheritance, as the environment tells it (the variable is gone once it is read).
struct ChildPipes {
  HANDLE in = nullptr;
  HANDLE out = nullptr;
  int most_silent_seconds = 0;
};
// None: this process is no such child.
[[nodiscard]] std::optional<ChildPipes> own_pipes();

struct Child {
  Handle process;
  Handle to;     // the job's words
  Handle from;   // what it hands over
  Handle input;  // what it has on standard input, where that is fed; none: it has this process's
};
// With the same words on its command line. None: Windows gives no process.
[[nodiscard]] std::optional<Child> start_child(int most_silent_seconds, bool feeds_input);

}  // namespace weighbridge::cli::windows

#endif  // WEIGHBRIDGE_CLI_WINDOWS_CHILD_H_
