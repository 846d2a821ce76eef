/* meet.h: of the generator, whom a thread meets: slots, calls that need somebody else or tell him
 * something, children.
 */
#ifndef ISOBAR_FUZZ_MEET_H
#define ISOBAR_FUZZ_MEET_H

#include "source.h"
#include "types.h"

/* Mostly one of those that name endpoints after the boot. */
uint64_t some_slot(struct source *s);

/* May it leave one thread less that can run? Calls that try do not: whom they meet can run then. */
int waits(uint64_t call);

/* A call of the running thread that another waits for, so that both go on, or that takes bits which
 * wait for it; 0: there is none. */
int meet(struct source *s, pfn_t t, uint64_t *w);

/* What a notification says: mostly one bit, at times any, all or none. */
uint64_t some_bits(struct source *s);

/* Mostly a slot that names something, of a process that has few of them. */
void by_a_slot_in_use(struct source *s, pfn_t t, uint64_t *w);

/* The number of a thread, mostly of one that there is (pc.h). */
uint32_t some_thread(struct source *s);

/* A number that a child of the running thread's process has, or had; NCHILDREN: it has none. */
uint64_t some_child(struct source *s, pfn_t t);

/* Who has no child makes one instead of ending it; the more processes there are, the more often one
 * ends instead of making another. If `making`, whoever has a child makes more, and others let it
 * run. */
void make_or_end(struct source *s, pfn_t t, int making, uint64_t *w);

/* Who waits by a slot that alone names its endpoint waits for ever: most calls take another slot of
 * the process, or do not wait. */
void where_others_are(struct source *s, pfn_t t, uint64_t *w);

/* Half of the calls that try become such as succeed, where there are any. */
void try_with_somebody(struct source *s, pfn_t t, uint64_t *w);

#endif
