#include "texts.h"

#include <ctype.h>
#include <fenv.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "image.h"

enum {
  ALPHA = 0x100,
  CONTROL = 0x200,
  DIGIT = 0x400,
  GRAPH = 0x800,
  LOWER = 0x1000,
  PUNCTUATION = 0x2000,
  SPACE = 0x4000,
  UPPER = 0x8000,
  HEX = 0x10000,
  BLANK = 0x20000,
  PRINT = 0x40000
};

_Static_assert(offsetof(struct macos_runes, kinds) == 60 && offsetof(struct macos_runes, lower) == 1084,
               "as <runetype.h> has it");

/* What kinds of letters there are: the C locale's, as glibc has them, with macOS' bits (Apple's <_ctype.h>). The
 * program reads the table itself. */
struct macos_runes macos_runes;

void set_runes(void) {
  static const struct {
    int (*is)(int);
    uint32_t bit;
  } kinds[] = {{isalpha, ALPHA}, {iscntrl, CONTROL}, {isgraph, GRAPH}, {islower, LOWER}, {ispunct, PUNCTUATION},
               {isspace, SPACE}, {isupper, UPPER},   {isblank, BLANK}, {isprint, PRINT}};
  for (int letter = 0; letter < 256; ++letter) {
    uint32_t bits = 0;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; ++i) bits |= kinds[i].is(letter) ? kinds[i].bit : 0;
    if (isdigit(letter)) bits |= DIGIT | (uint32_t)(letter - '0'); /* the lowest bits are the digit's value */
    if (isxdigit(letter)) bits |= HEX | (uint32_t)(isdigit(letter) ? letter - '0' : tolower(letter) - 'a' + 10);
    macos_runes.kinds[letter] = bits;
    macos_runes.lower[letter] = tolower(letter);
    macos_runes.upper[letter] = toupper(letter);
  }
}

/* Asked for those beyond the table, of which the C locale has none of any kind. */
int macos_kind_of(int letter, unsigned long kinds) {
  return letter >= 0 && letter < 256 ? (int)(macos_runes.kinds[letter] & kinds) : 0;
}
int macos_lower(int letter) { return letter >= 0 && letter < 256 ? macos_runes.lower[letter] : letter; }
int macos_upper(int letter) { return letter >= 0 && letter < 256 ? macos_runes.upper[letter] : letter; }

/* The program hands its locales back only to functions of this folder, which need none. */
void* macos_new_locale(int kinds, const char* name, void* base) {
  (void)kinds;
  if (strcmp(name, "C") != 0 || base) refuse("newlocale() with a name that the loader does not know: %s", name);
  return &macos_runes;
}
int macos_free_locale(void* locale) { return locale == &macos_runes ? 0 : -1; }
char* macos_set_locale(int kind, const char* name) {
  static char c[] = "C";
  (void)kind;
  if (name && strcmp(name, "C") != 0) refuse("setlocale() with a name that the loader does not know: %s", name);
  return c;
}
int macos_longest_letter(void* locale) {
  (void)locale;
  return 1;
}

int macos_snprintf_l(char* out, size_t size, void* locale, const char* format, ...) {
  (void)locale;
  va_list arguments;
  va_start(arguments, format);
  const int result = vsnprintf(out, size, format, arguments);
  va_end(arguments);
  return result;
}

void macos_fill(void* out, const void* pattern, size_t size) {
  for (size_t i = 0; i < size; ++i) ((uint8_t*)out)[i] = ((const uint8_t*)pattern)[i % 16];
}

static fenv_t environment;
int macos_hold(void* kept) {
  (void)kept; /* 16 bytes there, 32 here */
  return feholdexcept(&environment);
}
int macos_update(const void* kept) {
  (void)kept;
  return feupdateenv(&environment);
}
