#include "machine.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <wchar.h>

/* thread_local: the program calls this with a descriptor {function, key, offset}, and expects all registers but x0 as
 * they were. */
__asm__(
    ".globl thread_bootstrap\n"
    "thread_bootstrap:\n"
    "  ldr x0, [x0, #16]\n"
    "  adrp x16, thread_variables\n"
    "  ldr x16, [x16, :lo12:thread_variables]\n"
    "  add x0, x0, x16\n"
    "  ret\n");

/* Where the words begin, behind the arguments that have a name. */
#define ON_THE_STACK(name, argument, function) \
  __asm__(".globl arm_" #name "\narm_" #name ":\n  mov x" #argument ", sp\n  b " #function "\n");
ON_THE_STACK(printf, 1, listed_printf)
ON_THE_STACK(fprintf, 2, listed_fprintf)
ON_THE_STACK(sscanf, 2, listed_sscanf)
ON_THE_STACK(snprintf, 3, listed_snprintf)
ON_THE_STACK(swprintf, 3, listed_swprintf)
ON_THE_STACK(macos_snprintf_l, 4, listed_snprintf_l)

/* A list of theirs is where the words begin, too. */
#define A_LIST(name, function) __asm__(".globl arm_" #name "\narm_" #name ":\n  b " #function "\n");
A_LIST(vasprintf, listed_vasprintf)
A_LIST(vfprintf, listed_fprintf)
A_LIST(vsnprintf, listed_snprintf)

/* At most one word. */
#define ONE_ON_THE_STACK(function) \
  __asm__(".globl arm_" #function "\narm_" #function ":\n  ldr x2, [sp]\n  b " #function "\n");
ONE_ON_THE_STACK(macos_fcntl)
ONE_ON_THE_STACK(macos_ioctl)
ONE_ON_THE_STACK(macos_open)

/* A list of Linux' whose words all lie on the stack: those in registers are used up. */
#define LIST_OF(words)           \
  va_list list;                  \
  memset(&list, 0, sizeof list); \
  memcpy(&list, &(words), sizeof(void*))

int listed_printf(const char* format, void* words) {
  LIST_OF(words);
  return vprintf(format, list);
}
int listed_fprintf(FILE* file, const char* format, void* words) {
  LIST_OF(words);
  return vfprintf(file, format, list);
}
int listed_sscanf(const char* text, const char* format, void* words) {
  LIST_OF(words);
  return vsscanf(text, format, list);
}
int listed_snprintf(char* out, size_t size, const char* format, void* words) {
  LIST_OF(words);
  return vsnprintf(out, size, format, list);
}
int listed_snprintf_l(char* out, size_t size, void* locale, const char* format, void* words) {
  (void)locale;
  LIST_OF(words);
  return vsnprintf(out, size, format, list);
}
int listed_swprintf(wchar_t* out, size_t size, const wchar_t* format, void* words) {
  LIST_OF(words);
  return vswprintf(out, size, format, list);
}
int listed_vasprintf(char** out, const char* format, void* words) {
  LIST_OF(words);
  return vasprintf(out, format, list);
}

/* ldr x0, name; ldr x16, never; br x16; nop; name; never */
void write_trap(uint8_t* code, const void* name, const void* never) {
  static const uint32_t instructions[] = {0x58000080, 0x580000B0, 0xD61F0200, 0xD503201F};
  memcpy(code, instructions, sizeof instructions);
  memcpy(code + 16, &name, sizeof name);
  memcpy(code + 24, &never, sizeof never);
  __builtin___clear_cache((char*)code, (char*)code + TRAP_BYTES);
}
