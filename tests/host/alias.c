/* alias.c: a store through one window and a load through another, on one page.
 *
 * Compiled with the kernel's flags and window.h the load must see the store. Compiled with
 * type-based aliasing, or with arrays that the linker places on each other, gcc keeps the stale
 * value; those two builds show that the test would notice (window_test.c).
 */
#include <stdint.h>

#include "window.h"

struct alias_flag {
    uint32_t state;
} PAGE_OBJECT;

struct alias_word {
    uint64_t word[512];
} PAGE_OBJECT;

#ifdef ALIAS_EXTERN
extern struct alias_flag alias_flag_array[];
extern struct alias_word alias_word_array[];
#define alias_flag_window alias_flag_array
#define alias_word_window alias_word_array
#else
WINDOW(struct alias_flag, alias_flag_window, 0);
WINDOW(struct alias_word, alias_word_window, 0);
#endif

uint32_t ALIAS(uint32_t p, uint32_t q);

uint32_t ALIAS(uint32_t p, uint32_t q)
{
    alias_flag_window[p].state = 1;
    alias_word_window[q].word[0] = 2;
    return alias_flag_window[p].state;
}
