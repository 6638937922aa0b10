/* What a program for Intel is otherwise than one for ARM, for its loader. Functions are called in the same way on macOS
 * and Linux. */
#ifndef TESTS_MACOS_INTEL_MACHINE_H
#define TESTS_MACOS_INTEL_MACHINE_H

#include <stdint.h>

enum { MACHINE = 0x01000007 };

/* Of the table in symbols.c: a function that takes any number of words, one that takes a list of them, one of long
 * double. */
#define VARIADIC(name) {"_" #name, (void*)&name},
#define OUR_VARIADIC(name, function) {"_" name, (void*)&function},
#define LISTED(name) {"_" #name, (void*)&name},
#define LONG_DOUBLE(name, long_double, as_double) {"_" name, (void*)&long_double},

/* Code that calls `never` with a name. */
enum { TRAP_BYTES = 22 };
void write_trap(uint8_t* code, const void* name, const void* never);

#endif
