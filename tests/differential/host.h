/* host.h: scripts on the host library: which of them a real machine can run too, and their
 * transcripts there.
 */
#ifndef ISOBAR_DIFFERENTIAL_HOST_H
#define ISOBAR_DIFFERENTIAL_HOST_H

#include <stddef.h>

#include "play.h"
#include "script.h"

/* Why a real machine cannot make this entry, the number of which in its script is given, as the
 * host does; or NULL. */
const char *limits(const struct entry *e, uint32_t number);

/* The image of the player. */
struct player {
    uint64_t *image;
    size_t size;
    struct play *play; /* in it */
};

/* Boot the machine of the first entry; 0: there is none. Nothing is written. */
int host_boot(const struct entry *e, const struct player *p);

/* Say that it has booted. */
void host_begin(void);

/* The number of the thread that makes the next entry; -1: none does, because the first trap only
 * finds the CPU something to run, or because the run is over: nothing can run any more. */
int host_runs(void);
int host_over(void);

/* Make an entry, and say what comes of it; after the last one say what the state is. */
void host_step(const struct entry *e, uint64_t number);
void host_end(void);

/* Whether lines are written; they are not while a script is generated. */
extern int host_quiet;

#endif
