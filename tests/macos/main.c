/* macos_loader PROGRAM WORD...: runs a program for macOS. Its streams, exit code and working directory are
 * this process's. */
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "image.h"
#include "texts.h"

enum { SECTION_KIND = 0xFF, INITIALIZERS = 0x9, INITIALIZER_OFFSETS = 0x16 };

typedef void Initializer(int, char**, char**, char**);
typedef int Main(int, char**, char**, char**);

static void initialize(const struct image* image, int count, char** words, char** environment, char** apple) {
  for (int i = 0; i < image->segment_count; ++i) {
    const struct segment* const segment = image->segments[i];
    for (uint32_t k = 0; k < segment->section_count; ++k) {
      const struct section* const section = &segment->sections[k];
      if ((section->flags & SECTION_KIND) == INITIALIZER_OFFSETS)
        refuse("initializers of a kind that the loader does not know");
      if ((section->flags & SECTION_KIND) != INITIALIZERS) continue;
      Initializer** const each = at_address(image, section->address);
      for (uint64_t n = 0; n < section->size / sizeof *each; ++n) each[n](count, words, environment, apple);
    }
  }
}

/* As the segments say, so that the program may write where it may on macOS, and nowhere else. */
static void protect(const struct image* image) {
  for (int i = 0; i < image->segment_count; ++i) {
    const struct segment* const segment = image->segments[i];
    if (segment->may_ever == 0) continue;
    enum { STAYS_READABLE_ONLY = 0x10 };
    const int may = segment->flags & STAYS_READABLE_ONLY ? PROT_READ : segment->may_now; /* the numbers are the same */
    if (mprotect(at_address(image, segment->address), segment->size, may) != 0)
      refuse("%.16s can't be protected", segment->name);
  }
}

int main(int count, char** words, char** environment) {
  if (count < 2) refuse("usage: macos_loader PROGRAM WORD...");
  const struct image image = load_image(words[1]);
  set_thread_variables(&image);
  set_runes();
  fix_up(&image);
  protect(&image);
  char* apple[] = {words[1], NULL};
  initialize(&image, count - 1, words + 1, environment, apple);
  Main* const program = (Main*)(void*)at_address(&image, image.first_address + image.entry);
  exit(program(count - 1, words + 1, environment, apple));
}
