/* Files as macOS has them: structures and flags with other places and numbers (Apple's <sys/stat.h>, <sys/dirent.h>,
 * <sys/fcntl.h>). */
#ifndef TESTS_MACOS_FILES_H
#define TESTS_MACOS_FILES_H

#include <dirent.h>
#include <stddef.h>
#include <stdint.h>

struct macos_time {
  int64_t seconds, nanoseconds;
};

struct macos_stat {
  int32_t device;
  uint16_t mode, links;
  uint64_t inode;
  uint32_t user, group;
  int32_t of_device, padding;
  struct macos_time accessed, modified, changed, born;
  int64_t size, blocks;
  int32_t block_size;
  uint32_t flags, generation;
  int32_t spare;
  int64_t spares[2];
};

struct macos_dirent {
  uint64_t inode, place;
  uint16_t size, name_size;
  uint8_t kind;
  char name[1024];
};

int macos_open(const char* path, int flags, int mode);
int macos_fcntl(int file, int command, int argument);
int macos_ioctl(int file, unsigned long request, void* argument);
int macos_stat(const char* path, struct macos_stat* out);
int macos_lstat(const char* path, struct macos_stat* out);
int macos_fstat(int file, struct macos_stat* out);
DIR* macos_opendir(const char* path);
struct macos_dirent* macos_readdir(DIR* folder);
void* macos_mmap(void* address, size_t size, int protection, int flags, int file, int64_t offset);
long macos_sysconf(int name);

#endif
