/* window.h: typed windows on physical memory.
 *
 * T_window[p] is page frame p seen as a T. To the prover every window is an array of its own, so
 * nothing aliases. To the machine all windows of a page are the same 4096 bytes, `offset` bytes
 * in: windows of one page type cover disjoint bytes, and page_retype() forgets what all of them
 * say about a page before its type changes. Trusted: that this reading of one memory as several
 * arrays is sound under these two rules (proofs/ledger). Compiled, a window is a constant pointer:
 * a linker-bound array would be miscompiled at -O2 (tests/host/alias.c).
 */
#ifndef ISOBAR_WINDOW_H
#define ISOBAR_WINDOW_H

#define PAGE_SIZE 4096u
#define MAX_FRAMES 16777216u

/* A kernel object fills its page frame, so that a frame number is its index. */
#define PAGE_OBJECT __attribute__((aligned(4096)))

/* The frame array lies this far above the direct map. */
#define FRAME_ARRAY_OFFSET 0x10000000000ul

#ifdef __FRAMAC__
#define WINDOW(T, name, offset) extern T name[MAX_FRAMES]
#else
#define WINDOW(T, name, offset) static T *const name = (T *)(ISOBAR_WINDOW_BASE + (offset))
#endif

#endif
