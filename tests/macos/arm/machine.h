/* What a program for ARM is otherwise than one for Intel, for its loader: Apple passes the words of a function that
 * takes any number of them on the stack, Linux in registers first; a list of such words is their address alone; long
 * double is double. */
#ifndef TESTS_MACOS_ARM_MACHINE_H
#define TESTS_MACOS_ARM_MACHINE_H

#include <stdint.h>

enum { MACHINE = 0x0100000C };

/* Of the table in symbols.c: these functions stand in machine.c. */
extern uint8_t arm_fprintf[], arm_printf[], arm_snprintf[], arm_sscanf[], arm_swprintf[], arm_vasprintf[],
    arm_vfprintf[], arm_vsnprintf[];
extern uint8_t arm_macos_fcntl[], arm_macos_ioctl[], arm_macos_open[], arm_macos_snprintf_l[];
#define VARIADIC(name) {"_" #name, arm_##name},
#define OUR_VARIADIC(name, function) {"_" name, arm_##function},
#define LISTED(name) {"_" #name, arm_##name},
#define LONG_DOUBLE(name, long_double, as_double) {"_" name, (void*)&as_double},

/* Code that calls `never` with a name. */
enum { TRAP_BYTES = 32 };
void write_trap(uint8_t* code, const void* name, const void* never);

#endif
