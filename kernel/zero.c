/* zero.c: clearing a page of user memory, one word at a time.
 *
 * This is by far the longest part of mapping a page; it is counted apart from it. The compiler
 * must not turn the loop into a call of memset(), which the kernel does not have.
 */
#include "zero.h"

void page_zero(pfn_t p)
{
    /*@ loop invariant range: 0 <= i <= TABLE_ENTRIES;
        loop invariant zero: \forall integer j; 0 <= j < i ==> user_window[p].word[j] == 0;
        loop assigns i, user_window[p];
        loop variant TABLE_ENTRIES - i; */
    for (uint32_t i = 0; i < TABLE_ENTRIES; i++)
        USER(p).word[i] = 0;
}

void block_zero(pfn_t p, uint32_t s)
{
    uint32_t n = s == SHAPE_2M ? FRAMES_2M : FRAMES_1G;
    /*@ loop invariant range: 0 <= i <= n;
        loop invariant zero: \forall integer q; p <= q < p + i ==> zeroed(q);
        loop assigns i, user_window[p .. p + n - 1];
        loop variant n - i; */
    for (uint32_t i = 0; i < n; i++)
        page_zero(p + i);
}
