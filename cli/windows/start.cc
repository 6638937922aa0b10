#include "start.h"

#include <corecrt_startup.h>
#include <fcntl.h>
#include <io.h>
#include <windows.h>

#include <cstdio>
#include <cstdlib>

#include "terminal.h"
#include "windows/words.h"

namespace weighbridge::cli {
namespace {

UINT code_page_before = 0;

// The console is the shell's as well.
void give_back_code_page() { ::SetConsoleOutputCP(code_page_before); }

}  // namespace

std::vector<std::string> start(int, char**) {
  // A report is the same bytes everywhere: no \r before \n.
  (void)::_setmode(::_fileno(stdout), _O_BINARY);
  (void)::_setmode(::_fileno(stderr), _O_BINARY);
  if (is_terminal(Stream::output) || is_terminal(Stream::error)) {
    code_page_before = ::GetConsoleOutputCP();
    ::SetConsoleOutputCP(CP_UTF8);
    (void)std::atexit(give_back_code_page);
  }
  // What is printed to a console is there before what is complained of next, as on a terminal elsewhere.
  if (is_terminal(Stream::output)) (void)std::setvbuf(stdout, nullptr, _IONBF, 0);
  // As the C library has them, not as CommandLineToArgvW() does: that one's library loads the whole desktop.
  (void)::_configure_wide_argv(_crt_argv_unexpanded_arguments);
  std::vector<std::string> words;
  for (int i = 1; i < __argc; ++i) words.push_back(windows::to_utf8(__wargv[i]));
  return words;
}

}  // namespace weighbridge::cli
