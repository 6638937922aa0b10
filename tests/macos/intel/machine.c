#include "machine.h"

#include <string.h>

/* thread_local: the program calls this with a descriptor {function, key, offset}. */
__asm__(
    ".globl thread_bootstrap\n"
    "thread_bootstrap:\n"
    "  movq thread_variables(%rip), %rax\n"
    "  addq 16(%rdi), %rax\n"
    "  ret\n");

/* mov $name, %rdi; mov $never, %rax; jmp *%rax */
void write_trap(uint8_t* code, const void* name, const void* never) {
  memcpy(code, "\x48\xBF", 2);
  memcpy(code + 2, &name, sizeof name);
  memcpy(code + 10, "\x48\xB8", 2);
  memcpy(code + 12, &never, sizeof never);
  memcpy(code + 20, "\xFF\xE0", 2);
}
