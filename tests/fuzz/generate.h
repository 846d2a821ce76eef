/* generate.h: entries at random: calls that make sense, calls that almost do, and nonsense.
 *
 * Addresses, slots and sizes come from small sets, so that calls meet what earlier ones left. The
 * generator looks at the kernel only to see which CPUs have a thread, and to keep the last thread
 * that can run, and those that nobody would ever reach, from waiting: a machine where nothing can
 * happen any more teaches nothing.
 */
#ifndef ISOBAR_FUZZ_GENERATE_H
#define ISOBAR_FUZZ_GENERATE_H

#include "script.h"
#include "source.h"

/* One in so many machines has room for pages of 1 GiB, which take long to zero. */
extern uint32_t generate_rare;

/* The machine that a run starts with. */
struct entry generate_boot(struct source *s);
/* How many entries a run on it should have at most. */
uint32_t generate_length(const struct entry *boot);
struct entry generate_entry(struct source *s);

#endif
