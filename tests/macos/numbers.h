/* Numbers that macOS has and Linux has otherwise (Apple's <sys/errno.h>, <sys/signal.h> and others). */
#ifndef TESTS_MACOS_NUMBERS_H
#define TESTS_MACOS_NUMBERS_H

/* Of an error: those up to 34 are the same, but one. */
int macos_error(int linux_error);
int linux_error(int macos_error);

/* Of a signal, and of a child's end as waitpid() tells it. */
int macos_signal(int linux_signal);
int linux_signal(int macos_signal);

/* Hands `result` on; where it is -1, errno becomes macOS' number. */
long told(long result);

#endif
