/* What the program has to be told of where it lies, and where that lies which it takes from the system: dyld's opcodes,
 * all carried out at once (BIND_OPCODE_... and REBASE_OPCODE_... of <mach-o/loader.h>). */
#include <string.h>

#include "image.h"

enum { OPCODE = 0xF0, OPERAND = 0x0F };
enum { LIBRARY_SYSTEM = 1, EXTERNAL = 0x01, TYPE = 0x0E, DEFINED = 0x0E };

struct reader {
  const uint8_t *at, *end;
};

static struct reader reader_of(const struct image* image, uint32_t offset, uint32_t size) {
  return (struct reader){image->file + offset, image->file + offset + size};
}

static uint64_t number(struct reader* reader) {
  uint64_t value = 0;
  for (int shift = 0; reader->at < reader->end; shift += 7) {
    const uint8_t byte = *reader->at++;
    value |= (uint64_t)(byte & 0x7F) << shift;
    if (!(byte & 0x80)) break;
  }
  return value;
}

static int64_t signed_number(struct reader* reader) {
  int64_t value = 0;
  int shift = 0;
  uint8_t byte = 0x80;
  for (; (byte & 0x80) && reader->at < reader->end; shift += 7) {
    byte = *reader->at++;
    value |= (int64_t)((uint64_t)(byte & 0x7F) << shift);
  }
  return byte & 0x40 && shift < 64 ? value | (int64_t)(UINT64_MAX << shift) : value;
}

static uint64_t in_segment(const struct image* image, int segment, uint64_t offset) {
  if (segment >= image->segment_count) refuse("a segment that is not there: %d", segment);
  return image->segments[segment]->address + offset;
}

static void rebase(const struct image* image, uint64_t address, uint64_t count, uint64_t skip) {
  for (; count > 0; --count, address += 8 + skip) {
    uint64_t* const place = at_address(image, address);
    *place = (uint64_t)at_address(image, *place);
  }
}

static void rebase_all(const struct image* image) {
  struct reader reader = reader_of(image, image->fixups->rebase_offset, image->fixups->rebase_size);
  uint64_t address = 0, count = 0, skip = 0;
  while (reader.at < reader.end) {
    const uint8_t byte = *reader.at++, operand = byte & OPERAND;
    count = 1;
    skip = 0;
    switch (byte & OPCODE) {
      case 0x00:
        return;
      case 0x10:
        continue; /* the type: a pointer */
      case 0x20:
        address = in_segment(image, operand, number(&reader));
        continue;
      case 0x30:
        address += number(&reader);
        continue;
      case 0x40:
        address += operand * 8;
        continue;
      case 0x50:
        count = operand;
        break;
      case 0x60:
        count = number(&reader);
        break;
      case 0x70:
        skip = number(&reader);
        break;
      case 0x80:
        count = number(&reader);
        skip = number(&reader);
        break;
      default:
        refuse("an opcode to rebase that the loader does not know: 0x%x", byte);
    }
    rebase(image, address, count, skip);
    address += count * (8 + skip);
  }
}

/* A definition of the program's own. */
static void* defined(const struct image* image, const char* name) {
  for (uint32_t i = 0; i < image->symbol_count; ++i) {
    const struct symbol* const symbol = &image->symbols[i];
    if (!(symbol->kind & 0xE0) && symbol->kind & EXTERNAL && (symbol->kind & TYPE) == DEFINED &&
        strcmp(image->names + symbol->name, name) == 0)
      return at_address(image, symbol->address);
  }
  return NULL;
}

/* The weak are the program's own where it has them, as operator new. */
static uint64_t wanted(const struct image* image, const char* name, int is_weak) {
  void* found = is_weak ? defined(image, name) : NULL;
  if (!found) found = imported(name);
  if (!found) refuse("the program asks for %s, which the loader does not know", name);
  return (uint64_t)found;
}

static void bind_all(const struct image* image, uint32_t offset, uint32_t size, int is_weak, int is_lazy) {
  struct reader reader = reader_of(image, offset, size);
  const char* name = "";
  uint64_t address = 0, count = 0, skip = 0;
  int64_t addend = 0;
  while (reader.at < reader.end) {
    const uint8_t byte = *reader.at++, operand = byte & OPERAND;
    count = 1;
    skip = 0;
    switch (byte & OPCODE) {
      case 0x00:
        if (is_lazy) continue; /* each has an end of its own */
        return;
      case 0x10:
        if (operand != LIBRARY_SYSTEM) refuse("a library other than libSystem: %d", operand);
        continue;
      case 0x40:
        name = (const char*)reader.at;
        reader.at += strlen(name) + 1;
        continue;
      case 0x50:
        continue; /* the type: a pointer */
      case 0x60:
        addend = signed_number(&reader);
        continue;
      case 0x70:
        address = in_segment(image, operand, number(&reader));
        continue;
      case 0x80:
        address += number(&reader);
        continue;
      case 0x90:
        break;
      case 0xA0:
        skip = number(&reader);
        break;
      case 0xB0:
        skip = operand * 8;
        break;
      case 0xC0:
        count = number(&reader);
        skip = number(&reader);
        break;
      default:
        refuse("an opcode to bind that the loader does not know: 0x%x", byte);
    }
    const uint64_t value = wanted(image, name, is_weak) + (uint64_t)addend;
    for (; count > 0; --count, address += 8 + skip) *(uint64_t*)at_address(image, address) = value;
  }
}

void fix_up(const struct image* image) {
  const struct fixups* const fixups = image->fixups;
  rebase_all(image);
  bind_all(image, fixups->bind_offset, fixups->bind_size, 0, 0);
  bind_all(image, fixups->weak_offset, fixups->weak_size, 1, 0);
  bind_all(image, fixups->lazy_offset, fixups->lazy_size, 0, 1);
}
