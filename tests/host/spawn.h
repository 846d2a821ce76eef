/* spawn.h: processes that a process makes, for the tests of process_create and process_kill.
 *
 * init is the parent. Its slot 1 and slot 0 of the other program name one endpoint.
 */
#ifndef ISOBAR_SPAWN_TEST_H
#define ISOBAR_SPAWN_TEST_H

#include "harness.h"

#define SPAWN_FRAMES (16 * MIB)
#define SPAWN_SLOT 1u
#define SPAWN_PC 0x400010ul
#define SPAWN_SP 0x700000000000ul
#define PARENT_PAGES 0x10000000ul   /* where the parent has them */
#define CHILD_PAGES 0x20000000000ul /* and the child */
#define NEXT_TABLE 0x200000ul       /* what one lowest table serves */

/* What the call gets; spawn_asked() is what succeeds if page 0 of PARENT_PAGES is there. */
struct spawn {
    uint64_t slot, pc, sp, from, to, pages;
};
struct spawn spawn_asked(uint64_t pages);

/* Boot with so many programs; init runs. */
void spawn_boot(uint32_t modules);

/* Pages of PARENT_PAGES from page `first` on, each with its mark in its first and last word. */
void spawn_map(uint64_t first, uint64_t n, uint64_t rights);
uint64_t spawn_mark(uint64_t page);

/* Make the call; the error. */
uint64_t spawn_call(const struct spawn *s);
/* It must succeed, with so many pages; returns the thread of the child. */
pfn_t spawn_child(const struct spawn *s, uint64_t done);
/* It must fail, and change nothing. */
void spawn_refused(const struct spawn *s, uint64_t error);

/* Make so many, each with a page; those of a process that had none have numbers from 0 on. */
void spawn_children(pfn_t *child, uint32_t n);
/* Make one, which gets this number. */
pfn_t spawn_numbered(uint64_t number);
/* The running thread ends the child that has this number, and goes on. */
void spawn_kill(uint64_t number);
/* Who has this number among the children of a thread's process. */
pfn_t spawn_named(pfn_t t, uint32_t number);

/* The thread runs, after others have yielded. */
void spawn_switch(pfn_t t);
/* The thread runs and ends its process. */
void spawn_end(pfn_t t);
/* Let others end until only `stays` is left to run, or nobody. */
void spawn_end_all_but(pfn_t stays);

pfn_t spawn_process(pfn_t t);
pfn_t spawn_parent(pfn_t t);    /* the process that made that of a thread, or NIL */
uint32_t spawn_leaves(pfn_t t); /* pages of 4 KiB that are mapped for it */
void spawn_leave_free(uint32_t n);

#endif
