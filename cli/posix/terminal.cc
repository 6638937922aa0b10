#include "terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

namespace weighbridge::cli {

bool is_terminal(Stream stream) { return ::isatty(stream == Stream::output ? STDOUT_FILENO : STDERR_FILENO) != 0; }

int columns_of_output() {
  winsize size{};
  return ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

}  // namespace weighbridge::cli
