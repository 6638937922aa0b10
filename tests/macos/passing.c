#include "passing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <unistd.h>

#include "image.h"
#include "numbers.h"

/* As macOS has it, where read() and its like take no more. */
static size_t taken(size_t size) {
  if (size > INT32_MAX) refuse("a call for %zu bytes, which macOS does not take", size);
  return size;
}

int passed_access(const char* path, int how) { return (int)told(access(path, how)); }
int passed_close(int file) { return (int)told(close(file)); }
int passed_flock(int file, int how) { return (int)told(flock(file, how)); }
int passed_ftruncate(int file, int64_t size) { return (int)told(ftruncate(file, size)); }
int passed_munmap(void* address, size_t size) { return (int)told(munmap(address, size)); }
int passed_remove(const char* path) { return (int)told(remove(path)); }
int64_t passed_lseek(int file, int64_t offset, int from) { return told(lseek(file, offset, from)); }
long passed_pread(int file, void* out, size_t size, int64_t offset) {
  return told(pread(file, out, taken(size), offset));
}
long passed_pwrite(int file, const void* bytes, size_t size, int64_t offset) {
  return told(pwrite(file, bytes, taken(size), offset));
}
long passed_read(int file, void* out, size_t size) { return told(read(file, out, taken(size))); }
long passed_write(int file, const void* bytes, size_t size) { return told(write(file, bytes, taken(size))); }

static size_t fitting(size_t size, size_t room) {
  if (size > room) abort();
  return size;
}
void* macos_memcpy_chk(void* out, const void* from, size_t size, size_t room) {
  return memcpy(out, from, fitting(size, room));
}
void* macos_memmove_chk(void* out, const void* from, size_t size, size_t room) {
  return memmove(out, from, fitting(size, room));
}
void* macos_memset_chk(void* out, int byte, size_t size, size_t room) { return memset(out, byte, fitting(size, room)); }
char* macos_strcpy_chk(char* out, const char* from, size_t room) {
  return memcpy(out, from, fitting(strlen(from) + 1, room));
}
