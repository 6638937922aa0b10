/* thread_local: the program calls through a descriptor {function, key, offset} and is told where its variable lies; all
 * registers but the answer's are as they were. There is one thread here, so there is one copy of the variables. */
#include <stdlib.h>
#include <string.h>

#include "image.h"

enum { SECTION_KIND = 0xFF, WITH_VALUES = 0x11, ZEROS = 0x12 };

uint8_t* thread_variables;

void set_thread_variables(const struct image* image) {
  uint64_t begin = UINT64_MAX, end = 0;
  for (int i = 0; i < image->segment_count; ++i) {
    for (uint32_t k = 0; k < image->segments[i]->section_count; ++k) {
      const struct section* const section = &image->segments[i]->sections[k];
      const uint32_t kind = section->flags & SECTION_KIND;
      if (kind != WITH_VALUES && kind != ZEROS) continue;
      if (section->address < begin) begin = section->address;
      if (section->address + section->size > end) end = section->address + section->size;
    }
  }
  if (end == 0) return;
  const uint64_t size = (end - begin + 63) / 64 * 64;
  thread_variables = aligned_alloc(64, size);
  if (!thread_variables) refuse("no memory for the variables of the thread");
  memcpy(thread_variables, at_address(image, begin), end - begin);
}
