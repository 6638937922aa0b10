/* Processes, time, locks and texts as macOS has them. */
#ifndef TESTS_MACOS_SYSTEM_H
#define TESTS_MACOS_SYSTEM_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <time.h>

struct macos_microtime {
  int64_t seconds;
  int32_t microseconds;
};
struct macos_timer {
  struct macos_microtime interval, value;
};
/* Of pthread_once(), and of locks, of which nothing is asked here but that they are there. */
struct macos_once {
  int64_t signature;
  char opaque[8];
};

int* macos_errno(void);
const char* macos_strerror(int error);
int macos_strerror_r(int error, char* out, size_t size);
int macos_raise(int signal);
void (*macos_signal_handler(int signal, void (*handler)(int)))(int);
pid_t macos_waitpid(pid_t child, int* status, int options);
int macos_setitimer(int which, const struct macos_timer* timer, struct macos_timer* old);
int macos_clock_gettime(int clock, struct timespec* out);
int macos_gettimeofday(struct macos_microtime* out, void* zone);
int macos_lock(void* lock);
int macos_once(struct macos_once* once, void (*function)(void));
uint32_t macos_thread_number(void* thread);
int macos_key_create(unsigned long* key, void (*destroy)(void*));
void* macos_key_get(unsigned long key);
int macos_key_set(unsigned long key, const void* value);

#endif
