#include "numbers.h"

#include <errno.h>
#include <signal.h>
#include <stddef.h>

struct pair {
  int macos, linux_;
};

static const struct pair kErrors[] = {
    {11, EDEADLK}, {35, EAGAIN}, {36, EINPROGRESS}, {45, ENOTSUP}, {62, ELOOP},     {63, ENAMETOOLONG}, {66, ENOTEMPTY},
    {69, EDQUOT},  {70, ESTALE}, {77, ENOLCK},      {78, ENOSYS},  {84, EOVERFLOW}, {92, EILSEQ},       {60, ETIMEDOUT},
};
static const struct pair kSignals[] = {
    {7, SIGSTKFLT}, {10, SIGBUS},  {12, SIGSYS}, {16, SIGURG},  {17, SIGSTOP}, {18, SIGTSTP},
    {19, SIGCONT},  {20, SIGCHLD}, {23, SIGIO},  {30, SIGUSR1}, {31, SIGUSR2},
};
#define COUNT(list) (sizeof(list) / sizeof *(list))

static int other(const struct pair* pairs, size_t count, int number, int from_linux) {
  for (size_t i = 0; i < count; ++i) {
    if ((from_linux ? pairs[i].linux_ : pairs[i].macos) == number) return from_linux ? pairs[i].macos : pairs[i].linux_;
  }
  return number;
}

int macos_error(int error) { return other(kErrors, COUNT(kErrors), error, 1); }
int linux_error(int error) { return other(kErrors, COUNT(kErrors), error, 0); }
int macos_signal(int signal) { return other(kSignals, COUNT(kSignals), signal, 1); }
int linux_signal(int signal) { return other(kSignals, COUNT(kSignals), signal, 0); }

long told(long result) {
  if (result == -1) errno = macos_error(errno);
  return result;
}
