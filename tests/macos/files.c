#include "files.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "image.h"
#include "numbers.h"

_Static_assert(sizeof(struct macos_stat) == 144 && offsetof(struct macos_stat, size) == 96,
               "as Apple's <sys/stat.h> has it");
_Static_assert(offsetof(struct macos_dirent, name) == 21, "as Apple's <sys/dirent.h> has it");

enum { ACCESS = 3 };
struct flag {
  int macos, linux_;
};
static const struct flag kOpenFlags[] = {
    {0x4, O_NONBLOCK}, {0x8, O_APPEND}, {0x100, O_NOFOLLOW},     {0x200, O_CREAT},
    {0x400, O_TRUNC},  {0x800, O_EXCL}, {0x100000, O_DIRECTORY}, {0x1000000, O_CLOEXEC},
};

int macos_open(const char* path, int flags, int mode) {
  int rest = flags & ~ACCESS, known = flags & ACCESS;
  for (size_t i = 0; i < sizeof kOpenFlags / sizeof *kOpenFlags; ++i) {
    if (!(rest & kOpenFlags[i].macos)) continue;
    known |= kOpenFlags[i].linux_;
    rest &= ~kOpenFlags[i].macos;
  }
  if (rest != 0) refuse("open() with a flag that the loader does not know: 0x%x", rest);
  return (int)told(open(path, known, mode));
}

int macos_fcntl(int file, int command, int argument) {
  enum { GET_DESCRIPTOR_FLAGS = 1, SET_DESCRIPTOR_FLAGS = 2 };
  if (command != GET_DESCRIPTOR_FLAGS && command != SET_DESCRIPTOR_FLAGS)
    refuse("fcntl() with a command that the loader does not know: %d", command);
  return (int)told(fcntl(file, command, argument));
}

int macos_ioctl(int file, unsigned long request, void* argument) {
  enum { WINDOW_SIZE = 0x40087468 };
  if (request != WINDOW_SIZE) refuse("ioctl() with a request that the loader does not know: 0x%lx", request);
  return (int)told(ioctl(file, TIOCGWINSZ, argument));
}

static struct macos_time time_of(struct timespec time) { return (struct macos_time){time.tv_sec, time.tv_nsec}; }

static int filled(long result, const struct stat* from, struct macos_stat* out) {
  if (told(result) != 0) return -1;
  memset(out, 0, sizeof *out);
  out->device = (int32_t)from->st_dev;
  out->mode = (uint16_t)from->st_mode; /* the kinds of files have the same numbers */
  out->links = (uint16_t)from->st_nlink;
  out->inode = from->st_ino;
  out->user = from->st_uid;
  out->group = from->st_gid;
  out->of_device = (int32_t)from->st_rdev;
  out->accessed = time_of(from->st_atim);
  out->modified = time_of(from->st_mtim);
  out->changed = out->born = time_of(from->st_ctim);
  out->size = from->st_size;
  out->blocks = from->st_blocks;
  out->block_size = (int32_t)from->st_blksize;
  return 0;
}

int macos_stat(const char* path, struct macos_stat* out) {
  struct stat found;
  return filled(stat(path, &found), &found, out);
}

int macos_lstat(const char* path, struct macos_stat* out) {
  struct stat found;
  return filled(lstat(path, &found), &found, out);
}

int macos_fstat(int file, struct macos_stat* out) {
  struct stat found;
  return filled(fstat(file, &found), &found, out);
}

DIR* macos_opendir(const char* path) {
  DIR* const folder = opendir(path);
  if (!folder) (void)told(-1);
  return folder;
}

struct macos_dirent* macos_readdir(DIR* folder) {
  static struct macos_dirent entry; /* good until the next call, as macOS says of it too */
  const struct dirent* const found = readdir(folder);
  if (!found) return NULL;
  memset(&entry, 0, offsetof(struct macos_dirent, name));
  entry.inode = found->d_ino;
  entry.kind = found->d_type;
  entry.name_size = (uint16_t)strlen(found->d_name);
  entry.size = sizeof entry;
  memcpy(entry.name, found->d_name, entry.name_size + 1u);
  return &entry;
}

void* macos_mmap(void* address, size_t size, int protection, int flags, int file, int64_t offset) {
  enum { SHARED_OR_PRIVATE = 3, ANONYMOUS = 0x1000 };
  if (flags & ~(SHARED_OR_PRIVATE | ANONYMOUS)) refuse("mmap() with a flag that the loader does not know: 0x%x", flags);
  const int known = (flags & SHARED_OR_PRIVATE) | (flags & ANONYMOUS ? MAP_ANONYMOUS : 0);
  void* const begin = mmap(address, size, protection, known, file, offset);
  if (begin == MAP_FAILED) (void)told(-1);
  return begin;
}

long macos_sysconf(int name) {
  enum { PAGE_SIZE_ = 29, PROCESSORS_ONLINE = 58 };
  if (name == PAGE_SIZE_) return sysconf(_SC_PAGESIZE);
  if (name == PROCESSORS_ONLINE) return sysconf(_SC_NPROCESSORS_ONLN);
  refuse("sysconf() with a name that the loader does not know: %d", name);
}
