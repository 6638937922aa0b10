/* Calls that are the same on Linux, but for the numbers of their errors: each is handed on. */
#ifndef TESTS_MACOS_PASSING_H
#define TESTS_MACOS_PASSING_H

#include <stddef.h>
#include <stdint.h>

int passed_access(const char* path, int how);
int passed_close(int file);
int passed_flock(int file, int how);
int passed_ftruncate(int file, int64_t size);
int passed_munmap(void* address, size_t size);
int passed_remove(const char* path);
int64_t passed_lseek(int file, int64_t offset, int from);
long passed_pread(int file, void* out, size_t size, int64_t offset);
long passed_pwrite(int file, const void* bytes, size_t size, int64_t offset);
long passed_read(int file, void* out, size_t size);
long passed_write(int file, const void* bytes, size_t size);

/* Those that know how much room there is. */
void* macos_memcpy_chk(void* out, const void* from, size_t size, size_t room);
void* macos_memmove_chk(void* out, const void* from, size_t size, size_t room);
void* macos_memset_chk(void* out, int byte, size_t size, size_t room);
char* macos_strcpy_chk(char* out, const char* from, size_t room);

#endif
