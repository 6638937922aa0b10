#include "system.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/time.h>
#include <sys/wait.h>

#include "image.h"
#include "numbers.h"

int* macos_errno(void) { return &errno; }

const char* macos_strerror(int error) { return strerror(linux_error(error)); }

int macos_strerror_r(int error, char* out, size_t size) {
  if (size == 0) return macos_error(ERANGE);
  strncpy(out, macos_strerror(error), size - 1);
  out[size - 1] = '\0';
  return 0;
}

int macos_raise(int number) { return raise(linux_signal(number)); }

void (*macos_signal_handler(int number, void (*handler)(int)))(int) { return signal(linux_signal(number), handler); }

/* The status has the same form, but for the signal's number. */
pid_t macos_waitpid(pid_t child, int* status, int options) {
  enum { SIGNAL_BITS = 0x7F };
  const pid_t found = (pid_t)told(waitpid(child, status, options));
  if (found > 0 && status && WIFSIGNALED(*status)) *status = (*status & ~SIGNAL_BITS) | macos_signal(WTERMSIG(*status));
  return found;
}

int macos_setitimer(int which, const struct macos_timer* timer, struct macos_timer* old) {
  if (old) refuse("setitimer() is asked for the old timer");
  const struct itimerval same = {{timer->interval.seconds, timer->interval.microseconds},
                                 {timer->value.seconds, timer->value.microseconds}};
  return (int)told(setitimer(which, &same, NULL)); /* the names have the same numbers */
}

int macos_clock_gettime(int clock, struct timespec* out) {
  static const struct {
    int macos;
    clockid_t linux_;
  } clocks[] = {{0, CLOCK_REALTIME},
                {4, CLOCK_MONOTONIC_RAW},
                {6, CLOCK_MONOTONIC},
                {12, CLOCK_PROCESS_CPUTIME_ID},
                {16, CLOCK_THREAD_CPUTIME_ID}};
  for (size_t i = 0; i < sizeof clocks / sizeof *clocks; ++i) {
    if (clocks[i].macos == clock) return (int)told(clock_gettime(clocks[i].linux_, out));
  }
  refuse("clock_gettime() with a clock that the loader does not know: %d", clock);
}

int macos_gettimeofday(struct macos_microtime* out, void* zone) {
  struct timeval now;
  if (zone) refuse("gettimeofday() is asked for the zone");
  const int result = (int)told(gettimeofday(&now, NULL));
  out->seconds = now.tv_sec;
  out->microseconds = (int32_t)now.tv_usec;
  return result;
}

/* There is one thread: every lock is free, and nobody waits. */
int macos_lock(void* lock) { return lock ? 0 : macos_error(EINVAL); }
uint32_t macos_thread_number(void* thread) { return thread ? 1 : 0; }

int macos_key_create(unsigned long* key, void (*destroy)(void*)) {
  pthread_key_t made = 0;
  const int result = pthread_key_create(&made, destroy);
  *key = made;
  return result;
}
void* macos_key_get(unsigned long key) { return pthread_getspecific((pthread_key_t)key); }
int macos_key_set(unsigned long key, const void* value) { return pthread_setspecific((pthread_key_t)key, value); }

int macos_once(struct macos_once* once, void (*function)(void)) {
  enum { FRESH = 0x30B1BCBA, DONE = 0x4F4E4345 };
  if (once->signature != FRESH) return 0;
  once->signature = DONE;
  function();
  return 0;
}
