/* play.h: what a script's player, the kernel that watches it, and the host tell one another.
 *
 * The player (player.c) is a program that makes the entries of one thread of a script. Its image
 * starts with pages for scripts to map, unmap and write at will; what it needs itself lies behind
 * them, in one piece up to the end of its zeroed pages, and no script may touch that. Its data
 * starts with a struct play. What it saw it says by calls that only the watching kernel has
 * (watch.c), and that change nothing of the kernel's state.
 */
#ifndef ISOBAR_PLAY_H
#define ISOBAR_PLAY_H

#define PLAY_SPARE_PAGES 8      /* at USER_BASE; player.S makes room for them */
#define PLAY_SAY 0x7900000001   /* a0..a5 as they are, then: error, entry, sum of kept registers */
#define PLAY_SEE 0x7900000002   /* (entry, address, enum access, value) */
#define PLAY_END 0x7900000003   /* () this thread runs, and its entries are used up */
#define PLAY_PROBE 0x7900000004 /* in r15: a page fault goes on at r14, with 0 in r15 */
#define PLAY_FAULT 0x7900000005 /* in r15: an undefined instruction is fault a0 at a1 */

#ifndef __ASSEMBLER__

#include "abi.h"
#include "words.h"

enum access { SEES_NOTHING, SEES_READABLE, SEES_WRITABLE };

/* An entry of the script, for the thread that makes it. */
struct play_entry {
    uint32_t number; /* in the script */
    uint32_t kind;   /* enum entry_kind */
    uint64_t word[ENTRY_WORDS];
};

struct play {
    uint64_t n;
    uint64_t
        machine[ENTRY_WORDS]; /* the words of the entry that boots; the first program's count */
    struct play_entry entry[SCRIPT_ENTRIES];
};

#define PLAY_PAGE 4096ul
#define PLAY_START (USER_BASE + PLAY_SPARE_PAGES * PLAY_PAGE)

/* Registers that calls keep: rbx, rbp, r12 to r15. */
#define PLAY_KEPT 6u

/* What the call of an entry finds in them. */
static inline void play_garbage(const uint64_t *w, uint64_t *kept)
{
    uint64_t x = w[0] + w[1] * 3;

    for (uint32_t i = 0; i < PLAY_KEPT; i++)
        kept[i] = x = x * 0x2545f4914f6cdd1dul + i + 1;
}

static inline uint64_t play_sum(const uint64_t *kept)
{
    uint64_t x = 0;

    for (uint32_t i = 0; i < PLAY_KEPT; i++)
        x = x * 0x2545f4914f6cdd1dul + kept[i];
    return x;
}

/* How many pages of 4 KiB a call on memory may change at its address; 0: it is no such call. */
static inline uint64_t play_span(const uint64_t *w)
{
    uint64_t size = w[0] == CALL_UNMAP ? w[2] : w[3], n = w[0] == CALL_UNMAP_RANGE ? w[2] : w[3];

    if (w[0] == CALL_MAP || w[0] == CALL_UNMAP || w[0] == CALL_PROTECT)
        return size == SIZE_1G ? 512 * 512 : size == SIZE_2M ? 512 : 1;
    if (w[0] == CALL_MAP_RANGE || w[0] == CALL_UNMAP_RANGE || w[0] == CALL_PROTECT_RANGE)
        return n < 1 ? 1 : n > RANGE_PAGES ? RANGE_PAGES : n;
    return 0;
}

/* The pages that a player looks at before a call on memory and after it, the first and the last
 * that it may change, but for its own, which end at `end`; returns how many. */
static inline uint32_t play_looks(const uint64_t *w, uint64_t end, uint64_t *at)
{
    uint64_t span = play_span(w), first = w[1] / PLAY_PAGE * PLAY_PAGE, last;
    uint32_t n = 0;

    if (span == 0 || first >= USER_END)
        return 0;
    last = first + (span - 1) * PLAY_PAGE;
    if (first < PLAY_START || first >= end)
        at[n++] = first;
    if (span > 1 && last < USER_END && (last < PLAY_START || last >= end))
        at[n++] = last;
    return n;
}

#endif
#endif
