/* Letters, locales and numbers as macOS has them. There is one locale, C's. */
#ifndef TESTS_MACOS_TEXTS_H
#define TESTS_MACOS_TEXTS_H

#include <stddef.h>
#include <stdint.h>

/* _DefaultRuneLocale: what isalpha() and its like read, inlined. */
struct macos_runes {
  char magic[8], encoding[32];
  void* functions[2];
  int32_t invalid;
  uint32_t kinds[256];
  int32_t lower[256], upper[256];
  char more[64];
};
extern struct macos_runes macos_runes;
void set_runes(void);
int macos_kind_of(int letter, unsigned long kinds);
int macos_lower(int letter);
int macos_upper(int letter);

void* macos_new_locale(int kinds, const char* name, void* base);
int macos_free_locale(void* locale);
char* macos_set_locale(int kind, const char* name);
int macos_longest_letter(void* locale);
int macos_snprintf_l(char* out, size_t size, void* locale, const char* format, ...);

/* Fills memory with 16 bytes, again and again. */
void macos_fill(void* out, const void* pattern, size_t size);

/* Of the state of floating point nothing but its being kept is asked. */
int macos_hold(void* kept);
int macos_update(const void* kept);

#endif
