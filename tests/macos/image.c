/* Reads the file, and lays its segments where a system would map them. */
#include "image.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "machine.h"

enum { MAGIC = 0xFEEDFACF, EXECUTE = 2, PAGE_BYTES = 4096, HEADER_BYTES = 32 };
enum { SEGMENT = 0x19, SYMBOLS = 0x2 };
static const uint32_t kMain = 0x80000028, kFixups = 0x80000022, kRequired = 0x80000000;

_Noreturn void refuse(const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  fputs("tests/macos: ", stderr);
  vfprintf(stderr, format, arguments);
  fputc('\n', stderr);
  _exit(REFUSED);
}

static const uint8_t* whole_file(const char* path, size_t* size) {
  const int file = open(path, O_RDONLY | O_CLOEXEC);
  struct stat status;
  if (file < 0 || fstat(file, &status) != 0 || status.st_size < HEADER_BYTES) refuse("'%s' can't be read", path);
  *size = (size_t)status.st_size;
  const void* const begin = mmap(NULL, *size, PROT_READ, MAP_PRIVATE, file, 0);
  if (begin == MAP_FAILED) refuse("'%s' can't be mapped", path);
  close(file);
  return begin;
}

static void read_commands(struct image* image) {
  uint32_t header[8];
  memcpy(header, image->file, sizeof header);
  if (header[0] != MAGIC || header[1] != MACHINE || header[3] != EXECUTE)
    refuse("this is no program for macOS on this kind of processor");
  const uint8_t* at = image->file + HEADER_BYTES;
  for (uint32_t i = 0; i < header[4]; ++i) {
    const uint32_t* const command = (const uint32_t*)at;
    if (command[0] == SEGMENT) {
      if (image->segment_count == MOST_SEGMENTS) refuse("too many segments");
      image->segments[image->segment_count++] = (const struct segment*)at;
    } else if (command[0] == SYMBOLS) {
      image->symbols = (const struct symbol*)(image->file + command[2]);
      image->symbol_count = command[3];
      image->names = (const char*)image->file + command[4];
    } else if (command[0] == kMain) {
      memcpy(&image->entry, command + 2, sizeof image->entry);
    } else if (command[0] == kFixups) {
      image->fixups = (const struct fixups*)at;
    } else if (command[0] & kRequired) {
      refuse("a load command that the loader does not know: 0x%x", command[0]);
    }
    at += command[1];
  }
  if (!image->fixups || !image->symbols || image->entry == 0) refuse("the program has another form than zig's");
}

static int is_mapped(const struct segment* segment) { return segment->may_ever != 0; } /* unlike __PAGEZERO */

static void lay_out(struct image* image) {
  uint64_t begin = UINT64_MAX, end = 0;
  for (int i = 0; i < image->segment_count; ++i) {
    const struct segment* const segment = image->segments[i];
    if (!is_mapped(segment)) continue;
    if (segment->address < begin) begin = segment->address;
    if (segment->address + segment->size > end) end = segment->address + segment->size;
  }
  image->first_address = begin;
  image->memory_size = (end - begin + PAGE_BYTES - 1) / PAGE_BYTES * PAGE_BYTES;
  image->memory = mmap(NULL, image->memory_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (image->memory == MAP_FAILED) refuse("no memory for the program");
  for (int i = 0; i < image->segment_count; ++i) {
    const struct segment* const segment = image->segments[i];
    if (is_mapped(segment))
      memcpy(at_address(image, segment->address), image->file + segment->offset, segment->size_in_file);
  }
}

void* at_address(const struct image* image, uint64_t address) {
  const uint64_t place = address - image->first_address;
  if (place >= image->memory_size) refuse("an address outside of the program: 0x%lx", address);
  return image->memory + place;
}

struct image load_image(const char* path) {
  struct image image = {0};
  image.file = whole_file(path, &image.file_size);
  read_commands(&image);
  lay_out(&image);
  return image;
}
