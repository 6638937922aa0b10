/* A program for macOS, run on Linux, on the same kind of processor, by a loader that does for it what dyld would: only
 * so much as the command needs, so that its reports can be compared with the native command's. What the system's
 * library would do, glibc does, behind functions of this folder where a number or a structure has another form. What
 * the loader does not know it refuses, by name.
 *
 * The file's form: Apple's <mach-o/loader.h> and <mach-o/nlist.h>. */
#ifndef TESTS_MACOS_IMAGE_H
#define TESTS_MACOS_IMAGE_H

#include <stddef.h>
#include <stdint.h>

struct section {
  char name[16], segment[16];
  uint64_t address, size;
  uint32_t offset, alignment, relocations, relocation_count, flags, reserved[3];
};

struct segment {
  uint32_t command, command_size;
  char name[16];
  uint64_t address, size, offset, size_in_file;
  int32_t may_ever, may_now;
  uint32_t section_count, flags;
  struct section sections[];
};

/* LC_DYLD_INFO_ONLY: where in the file the programs lie that say what to put where. */
struct fixups {
  uint32_t command, command_size;
  uint32_t rebase_offset, rebase_size, bind_offset, bind_size, weak_offset, weak_size, lazy_offset, lazy_size,
      export_offset, export_size;
};

struct symbol {
  uint32_t name;
  uint8_t kind, section;
  uint16_t description;
  uint64_t address;
};

enum { MOST_SEGMENTS = 16 };

struct image {
  const uint8_t* file;
  size_t file_size;
  uint8_t* memory; /* where `first_address` lies */
  uint64_t first_address;
  size_t memory_size;
  const struct segment* segments[MOST_SEGMENTS];
  int segment_count;
  const struct fixups* fixups;
  const struct symbol* symbols;
  uint32_t symbol_count;
  const char* names;
  uint64_t entry; /* from the beginning of the file, and of __TEXT */
};

/* Ends the loader with a sentence. 99 is no exit code of the command's. */
enum { REFUSED = 99 };
_Noreturn void refuse(const char* format, ...) __attribute__((format(printf, 1, 2)));

struct image load_image(const char* path);
void* at_address(const struct image* image, uint64_t address);
void fix_up(const struct image* image);

/* What an import of the program stands for; NULL where the loader knows none of that name. */
void* imported(const char* name);

/* Variables of which each thread has its own; the command has one thread. */
void set_thread_variables(const struct image* image);
extern uint8_t thread_bootstrap[];

#endif
