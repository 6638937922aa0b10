/* What stands behind each name that the command asks of macOS' library. `SAME`: glibc's function of that name, where
 * arguments, structures and errors have the same form on Linux. `OURS`: a function of this folder. `NEVER`: the program
 * holds the name but is not expected to call it; what calls it is ended, with its name. */
#include <fenv.h>
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

#include "files.h"
#include "image.h"
#include "machine.h"
#include "numbers.h"
#include "passing.h"
#include "system.h"
#include "texts.h"

extern int __cxa_atexit(void (*)(void*), void*, void*);

static FILE *standard_output, *standard_error;

struct import {
  const char* name;
  void* is;
};
#define SAME(name) {"_" #name, (void*)&name},
#define OURS(name, function) {"_" name, (void*)&function},
#define NEVER(name) {"_" name, NULL},

// clang-format off
static const struct import kImports[] = {
    /* Memory and texts. */
    SAME(abort) SAME(aligned_alloc) SAME(bzero) SAME(calloc) SAME(free) SAME(malloc) SAME(realloc) SAME(memchr)
    SAME(memcmp) SAME(memcpy) SAME(memmove) SAME(memset) SAME(qsort) SAME(strchr) SAME(strcmp) SAME(strcpy)
    SAME(strcspn) SAME(strdup) SAME(strlen) SAME(strncat) SAME(strncmp) SAME(strncpy) SAME(strndup) SAME(strnlen)
    SAME(strrchr) SAME(strstr) SAME(strtok_r) SAME(wcslen) SAME(wmemchr) SAME(wmemcmp)
    OURS("__memcpy_chk", macos_memcpy_chk) OURS("__memmove_chk", macos_memmove_chk)
    OURS("__memset_chk", macos_memset_chk) OURS("__strcpy_chk", macos_strcpy_chk) OURS("__bzero", bzero)
    OURS("memset_pattern16", macos_fill)
    /* Numbers. */
    SAME(strtod) SAME(strtof) SAME(strtol) LONG_DOUBLE("strtold", strtold, strtod) SAME(strtoll) SAME(strtoul)
    SAME(strtoull) SAME(wcstod) SAME(wcstof) SAME(wcstol) LONG_DOUBLE("wcstold", wcstold, wcstod) SAME(wcstoll)
    SAME(wcstoul) SAME(wcstoull) SAME(erf) SAME(exp) SAME(exp2) SAME(ilogb) SAME(ldexp) SAME(log) SAME(log10)
    SAME(scalbn) SAME(scalbnf) SAME(ceil) SAME(ceilf) SAME(floor) SAME(llround) SAME(llroundf) SAME(lround)
    SAME(lroundf) SAME(round) SAME(roundf) SAME(trunc) SAME(feclearexcept) OURS("__exp10", exp10)
    OURS("__exp10f", exp10f) OURS("feholdexcept", macos_hold) OURS("feupdateenv", macos_update)
    /* Streams: the program knows a FILE by its address alone. */
    SAME(fclose) SAME(fdopen) SAME(feof) SAME(ferror) SAME(fflush) SAME(fileno) SAME(fopen) VARIADIC(fprintf)
    SAME(fputc) SAME(fputs) SAME(fread) SAME(freopen) SAME(fseek) SAME(fseeko) SAME(ftell) SAME(ftello) SAME(fwrite)
    VARIADIC(printf) SAME(puts) SAME(rewind) SAME(setbuf) VARIADIC(snprintf) VARIADIC(sscanf) VARIADIC(swprintf)
    LISTED(vasprintf) LISTED(vfprintf) LISTED(vsnprintf) SAME(setvbuf) OURS("__stdoutp", standard_output)
    OURS("__stderrp", standard_error)
    /* Files. */
    OURS("access", passed_access) OURS("close", passed_close) OURS("flock", passed_flock)
    OURS("ftruncate", passed_ftruncate) OURS("lseek", passed_lseek) OURS("pread", passed_pread)
    OURS("pwrite", passed_pwrite) OURS("read", passed_read) OURS("write", passed_write) OURS("remove", passed_remove)
    SAME(closedir) SAME(getcwd) SAME(isatty) OURS("munmap", passed_munmap) OUR_VARIADIC("fcntl", macos_fcntl)
    OURS("fstat", macos_fstat) OUR_VARIADIC("ioctl", macos_ioctl) OURS("lstat", macos_lstat) OURS("mmap", macos_mmap)
    OUR_VARIADIC("open", macos_open) OURS("opendir", macos_opendir) OURS("readdir", macos_readdir)
    OURS("stat", macos_stat) OURS("sysconf", macos_sysconf)
    /* Processes, time, errors. */
    SAME(atexit) SAME(__cxa_atexit) SAME(_exit) SAME(_Exit) SAME(fork) SAME(getenv) SAME(pipe) SAME(clock)
    SAME(ctime) SAME(gmtime) SAME(localtime) SAME(mktime) SAME(nanosleep) SAME(strftime) SAME(time) SAME(tzset)
    OURS("__error", macos_errno) OURS("clock_gettime", macos_clock_gettime) OURS("gettimeofday", macos_gettimeofday)
    OURS("setitimer", macos_setitimer) OURS("raise", macos_raise) OURS("signal", macos_signal_handler)
    OURS("strerror", macos_strerror) OURS("strerror_r", macos_strerror_r) OURS("waitpid", macos_waitpid)
    OURS("_tlv_bootstrap", thread_bootstrap)
    /* Locks, of the only thread. */
    OURS("pthread_mutex_init", macos_lock) OURS("pthread_mutex_destroy", macos_lock)
    OURS("pthread_mutex_lock", macos_lock) OURS("pthread_mutex_trylock", macos_lock)
    OURS("pthread_mutex_unlock", macos_lock) OURS("pthread_mutexattr_init", macos_lock)
    OURS("pthread_mutexattr_destroy", macos_lock) OURS("pthread_mutexattr_settype", macos_lock)
    OURS("pthread_cond_broadcast", macos_lock) OURS("pthread_cond_destroy", macos_lock)
    OURS("pthread_cond_signal", macos_lock) OURS("pthread_once", macos_once)
    OURS("pthread_key_create", macos_key_create) OURS("pthread_getspecific", macos_key_get)
    OURS("pthread_setspecific", macos_key_set) OURS("pthread_mach_thread_np", macos_thread_number) SAME(pthread_self)
    /* Letters and locales: there is the C locale. */
    OURS("_DefaultRuneLocale", macos_runes) OURS("__maskrune", macos_kind_of) OURS("__maskrune_l", macos_kind_of)
    OURS("__tolower", macos_lower) OURS("___tolower_l", macos_lower) OURS("__toupper", macos_upper)
    OURS("___toupper_l", macos_upper) OURS("newlocale", macos_new_locale) OURS("freelocale", macos_free_locale)
    OURS("setlocale", macos_set_locale) OURS("___mb_cur_max_l", macos_longest_letter)
    OUR_VARIADIC("snprintf_l", macos_snprintf_l) OURS("strtod_l", strtod) OURS("strtof_l", strtof)
    LONG_DOUBLE("strtold_l", strtold, strtod) OURS("strftime_l", strftime) NEVER("asprintf_l") NEVER("btowc_l")
    NEVER("catclose") NEVER("catgets") NEVER("catopen") NEVER("localeconv_l") NEVER("mbrlen_l") NEVER("mbrtowc_l")
    NEVER("mbsnrtowcs_l") NEVER("mbsrtowcs_l") NEVER("mbtowc_l") NEVER("strcoll_l") NEVER("strxfrm_l")
    NEVER("wcrtomb_l") NEVER("wcscoll_l") NEVER("wcsnrtombs_l") NEVER("wcsxfrm_l") NEVER("wctob_l")
    /* Threads, exceptions and plugins: the command has none. */
    NEVER("pthread_cond_timedwait") NEVER("pthread_cond_wait") NEVER("pthread_detach") NEVER("pthread_join")
    NEVER("_Unwind_DeleteException") NEVER("_Unwind_GetIP") NEVER("_Unwind_GetLanguageSpecificData")
    NEVER("_Unwind_GetRegionStart") NEVER("_Unwind_RaiseException") NEVER("_Unwind_Resume") NEVER("_Unwind_SetGR")
    NEVER("_Unwind_SetIP") NEVER("dlclose") NEVER("dlerror") NEVER("dlopen") NEVER("dlsym")
    NEVER("realpath$DARWIN_EXTSN")
    {"dyld_stub_binder", NULL}, /* everything is bound at the start */
};
// clang-format on
enum { IMPORTS = sizeof kImports / sizeof *kImports };

static _Noreturn void never(const char* name) { refuse("the program calls %s, which the loader does not have", name); }

/* A function for each of those: a few bytes of code. */
static void* trap_for(const char* name) {
  enum { SPACE = 4096 * 4 };
  static uint8_t *next, *end;
  if (!next) {
    next = mmap(NULL, SPACE, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (next == MAP_FAILED) refuse("no memory for code");
    end = next + SPACE;
  }
  if (next + TRAP_BYTES > end) refuse("too many functions that are never called");
  write_trap(next, name, (const void*)&never);
  next += TRAP_BYTES;
  return next - TRAP_BYTES;
}

/* On Intel those with today's structures have a name of their own. */
static int is_called(const char* name, const char* wanted) {
  const size_t size = strlen(wanted);
  return strncmp(name, wanted, size) == 0 && (name[size] == '\0' || strcmp(name + size, "$INODE64") == 0);
}

void* imported(const char* name) {
  standard_output = stdout;
  standard_error = stderr;
  for (int i = 0; i < IMPORTS; ++i) {
    if (is_called(name, kImports[i].name)) return kImports[i].is ? kImports[i].is : trap_for(kImports[i].name);
  }
  return NULL;
}
