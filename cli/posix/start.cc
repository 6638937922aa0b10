#include "start.h"

#ifdef __GLIBC__
#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#endif

namespace weighbridge::cli {
namespace {

// What one part of the work gives back the next one takes, in place of asking the system for fresh pages. Where the
// system has large pages (2 MiB) the memory is made of those: a fault for each 4 KiB was a third of the time of a file
// of 10,000 layers. What is reserved here is no more than addresses until it is used; where it can't be had nothing is
// lost.
void keep_memory() {
#ifdef __GLIBC__
  constexpr int kReservedBytes = 256 << 20, kStepBytes = 4 << 20;
  constexpr int kLargestBytes = 32 << 20;  // glibc takes no larger threshold (HEAP_MAX_SIZE / 2)
  (void)::mallopt(M_MMAP_THRESHOLD, kLargestBytes);
  (void)::mallopt(M_TRIM_THRESHOLD, 2 * kReservedBytes);
  (void)::mallopt(M_TOP_PAD, kReservedBytes);
  if (void* const begin = std::malloc(kLargestBytes / 2)) {
    const auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
    const std::uintptr_t first = (reinterpret_cast<std::uintptr_t>(begin) / page + 1) * page;
    const auto end = reinterpret_cast<std::uintptr_t>(::sbrk(0));
    if (end > first) (void)::madvise(reinterpret_cast<void*>(first), end - first, MADV_HUGEPAGE);
    std::free(begin);
  }
  (void)::mallopt(M_TOP_PAD, kStepBytes);
#endif
}

}  // namespace

std::vector<std::string> start(int argc, char** argv) {
  keep_memory();
  return {argv + 1, argv + argc};
}

}  // namespace weighbridge::cli
